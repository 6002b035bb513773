# SPDX-FileCopyrightText: The Tern authors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# Subject: which of the SDK's own libraries are linked, and in which form.
. "$(dirname "$0")/lib.sh"
echo 'int main(void) { return 0; }' >m.c
cp m.c m.cc
root=$work/root
mkdir -p "$root/usr/lib"
cp "$sdk"/sysroot/usr/lib/* "$root/usr/lib/"
for name in c++ c++abi unwind; do
  cp "$root/usr/lib/libclang_rt.builtins.a" "$root/usr/lib/lib$name.a"
  cp "$root/usr/lib/libclang_rt.builtins.a" "$root/usr/lib/lib$name.dll.a"
done
# libraries ARGS...: the -l and -B arguments of the link, on one line.
libraries() { status 0 "$@" --sysroot="$root" '-###'; grep x86_64-pc-cygwin-ld err | grep -o '"-[lB][^"]*"' | tr -d '"' | tr '\n' ' ' >libs; }
equals() { [ "$(cat libs)" = "$1 " ] || fail "'$(cat libs)' instead of '$1'"; }
system='-lkernel32 -lntdll'
libraries cc m.c
equals "-lunwind -lcygwin -lclang_rt.builtins $system"
libraries cxx m.cc
equals "-lc++ -lc++abi -lunwind -lcygwin -lclang_rt.builtins $system"
libraries cxx m.cc -static-libstdc++
equals "-Bstatic -lc++ -lc++abi -Bdynamic -lunwind -lcygwin -lclang_rt.builtins $system"
libraries cxx m.cc -static-libgcc
equals "-lc++ -lc++abi -Bstatic -lunwind -Bdynamic -lcygwin -lclang_rt.builtins $system"
libraries cxx m.cc -static -static-libgcc -static-libstdc++
equals "-Bstatic -lc++ -lc++abi -lunwind -lcygwin -lclang_rt.builtins $system"
libraries cxx m.cc -nostdlib
[ ! -s libs ] || fail "-nostdlib: $(cat libs)"
hasnot err crt1.o
libraries cxx m.cc -nodefaultlibs
[ ! -s libs ] || fail "-nodefaultlibs: $(cat libs)"
has err crt1.o
libraries cxx m.cc -nostartfiles
hasnot err crt1.o
libraries cxx m.cc -nostdlib++
equals "-lunwind -lcygwin -lclang_rt.builtins $system"
libraries cc m.c -nolibc
equals "-lunwind -lclang_rt.builtins"
libraries cc m.c -pthread -lm
equals "-lm -lunwind -lcygwin -lclang_rt.builtins $system"
status 0 cc -static m.c -o static
status 0 cxx -static -x c++ m.cc -o static

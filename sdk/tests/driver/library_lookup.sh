# SPDX-FileCopyrightText: The Tern authors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# Subject: which file -lNAME means.
. "$(dirname "$0")/lib.sh"
mkdir first second
echo 'int main(void) { int f(void); return f(); }' >m.c
echo 'int f(void) { return 1; }' >f.c
cc -c m.c f.c
"$bin-ar" rcs f.a f.o
for name in cygf.dll libf.dll f.dll; do cc -shared f.o -o $name -Wl,--out-implib,$name.a; done
comes_from() {
  readobj --coff-imports m.exe >imports
  if [ "$1" = static ]; then hasnot imports 'Symbol: f'; else has imports "Name: $1"; fi
}
link() { status 0 cc m.o "$@" -o m; }
# Each better candidate is added beside the worse ones.
cp f.dll first/ && link -Lfirst -lf && comes_from f.dll
cp libf.dll first/ && link -Lfirst -lf && comes_from libf.dll
cp cygf.dll first/ && link -Lfirst -lf && comes_from cygf.dll
cp f.a first/libf.a && link -Lfirst -lf && comes_from static
cp f.dll.a first/libf.dll.a && link -Lfirst -lf && comes_from f.dll
# A folder is searched whole before the next; -L counts for libraries named before it.
cp f.a second/libf.a
link -Lsecond -Lfirst -lf && comes_from static
link -lf -Lsecond -Lfirst && comes_from static
link -L second -L first -l f && comes_from static
# Static only: all, or a part of the command line.
link -static -Lfirst -lf && comes_from static
link -Lfirst -Wl,-Bstatic -lf -Wl,-Bdynamic && comes_from static
link -Lfirst -Wl,--push-state,-Bstatic -lf -Wl,--pop-state && comes_from static
link -Lfirst -Wl,-Bstatic,-Bdynamic -lf && comes_from f.dll
rm first/libf.a first/libf.dll.a
status 1 cc -static m.o -Lfirst -lf
# A file by its name; a folder of the sysroot; what the sysroot has at its usual places.
link -Lfirst -l:libf.dll && comes_from libf.dll
link -Lsecond -l:libf.a && comes_from static
status 1 cc m.o -Lfirst -l:missing.a
mkdir -p "$sdk/sysroot/opt/lib-test"
cp f.a "$sdk/sysroot/opt/lib-test/libf.a"
link -L=/opt/lib-test -lf
rm -r "$sdk/sysroot/opt"
# The host's libraries are passed over.
mkdir host
clang-19 -c f.c -o host/f.o
"$bin-ar" rcs host/libf.a host/f.o
link -Lhost -Lsecond -lf && comes_from static
status 1 cc m.o -Lhost -lf
# GCC's names of its own libraries mean ours.
cp "$sdk/sysroot/usr/lib/libclang_rt.builtins.a" second/libc++.a
cp second/libc++.a second/libunwind.a
link -Lsecond -lf -lstdc++ -lgcc_eh

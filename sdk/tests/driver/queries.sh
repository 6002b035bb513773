# SPDX-FileCopyrightText: The Tern authors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# Subject: what the compiler answers about itself.
. "$(dirname "$0")/lib.sh"
answers() {
  wanted=$1
  shift
  status 0 "$@"
  [ "$(cat out)" = "$wanted" ] || fail "'$(cat out)' instead of '$wanted': $*"
}
lib=$sdk/sysroot/usr/lib
for name in clang clang++ gcc g++ cc c++ cpp; do
  answers x86_64-pc-cygwin "$bin-$name" -dumpmachine
  status 0 "$bin-$name" --version
  has out 'Target: x86_64-pc-cygwin'
  hasnot out cygnus
done
status 0 cc -dumpversion
grep -qE '^19\.[0-9]+\.[0-9]+$' out || fail "-dumpversion: $(cat out)"
answers "$(cat out)" cc -dumpfullversion
answers "$lib/libkernel32.a" cc -print-file-name=libkernel32.a
answers libnothing.a cc -print-file-name=libnothing.a
status 0 cc -print-file-name=include
[ -f "$(cat out)/stddef.h" ] || fail "-print-file-name=include: $(cat out)"
answers "$sdk/bin/x86_64-pc-cygwin-ld" cc -print-prog-name=ld
answers nothing cc -print-prog-name=nothing
answers "$lib/libclang_rt.builtins.a" cc -print-libgcc-file-name
answers '.;' cc -print-multi-lib
answers . cc -print-multi-directory
answers . cc -print-multi-os-directory
answers '' cc -print-multiarch
answers "$sdk/sysroot" cc -print-sysroot
answers /other cc --sysroot=/other -print-sysroot
status 0 cc -print-search-dirs
has out "libraries: ="
has out "$lib"
status 0 cc -v
has err 'Target: x86_64-pc-cygwin'
status 0 cc -Wl,--version
grep -q LLD out || fail "-Wl,--version: $(cat out)"
status 0 cc --help
# A value that looks like a question is none.
echo 'int main() { return 0; }' >m.c
status 0 cc -c m.c -o --version
[ -s ./--version ] || fail "-o --version"

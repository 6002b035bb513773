# SPDX-FileCopyrightText: The Tern authors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# Subject: wrong use gives GCC's messages and exit status 1.
. "$(dirname "$0")/lib.sh"
echo 'int main() { return 0; }' >m.c
status 1 cc
has err 'x86_64-pc-cygwin-gcc: fatal error: no input files'
has err 'compilation terminated.'
status 1 cc -c
has err 'fatal error: no input files'
status 1 cc -O2 -Wall
has err 'fatal error: no input files'
status 1 cc missing.c
has err 'error: missing.c: No such file or directory'
has err 'fatal error: no input files'
status 1 cc -c m.c missing.c
has err 'error: missing.c: No such file or directory'
status 1 cc m.c missing.o
has err 'error: missing.o: No such file or directory'
status 1 cc m.c -o
has err "missing filename after '-o'"
status 1 cc -c m.c -x
has err "missing argument to '-x'"
status 1 cc -municode m.c
has err "unrecognized command-line option '-municode'"
status 1 cc --no-such-option -c m.c
status 1 cc -m32 -c m.c
has err 'no 32-bit ABI'
status 1 cc --target=aarch64-linux-gnu -c m.c
has err 'x86_64-pc-cygwin only'
status 0 cc --target=x86_64-pc-cygwin -c m.c
status 1 cc -fuse-ld=gold m.c
has err "'gold' cannot be used"
status 0 cc -fuse-ld=lld m.c
status 1 cxx -stdlib=libstdc++ -c -x c++ m.c
has err 'libc++ only'
echo 'int main( {' >bad.c
status 1 cc -c bad.c
status 1 cc bad.c
[ ! -e a.exe ] || rm a.exe
echo 'int nowhere(void); int main() { return nowhere(); }' >undefined.c
status 1 cc undefined.c
has err 'undefined symbol: nowhere'
has err 'collect2: error: ld returned 1 exit status'
[ ! -e a.exe ] || fail "a failed link left a.exe"
status 1 cc m.c -lnothing
has err 'cannot find -lnothing: No such file or directory'
status 1 cc m.c -T script.ld
has err 'linker scripts'
status 1 cc -c m.c -o /nonexistent/folder/m.o
status 1 cc m.c -o /nonexistent/folder/m
echo text >text.o
status 1 cc m.c text.o
# A sysroot that is not complete.
mkdir root
status 1 cc --sysroot="$work/root" m.c
has err 'the sysroot is incomplete'
# A temporary folder that cannot be used.
if [ "$(id -u)" -ne 0 ]; then
  mkdir tmp && chmod 500 tmp
  status 0 env TMPDIR="$work/tmp" "$bin-gcc" m.c
fi
# -shared with errors, archives that are damaged.
printf '!<arch>\nbroken' >libbroken.a
status 1 cc m.c -L. -Wl,--whole-archive -lbroken -Wl,--no-whole-archive -shared

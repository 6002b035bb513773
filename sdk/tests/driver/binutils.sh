# SPDX-FileCopyrightText: The Tern authors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# Subject: the binutils names, as configure scripts and libtool use them.
. "$(dirname "$0")/lib.sh"
echo 'int data = 1; int f(void) { return data; } int main(void) { return f(); }' >m.c
cc -g -c m.c
status 0 "$bin-ar" cru libm.a m.o
status 0 "$bin-ar" t libm.a
has out m.o
status 0 "$bin-ranlib" libm.a
status 0 "$bin-gcc-ar" rcs libm2.a m.o
status 0 "$bin-nm" -B m.o
has out ' T f'
has out ' D data'
cc -shared m.o -o cygm.dll -Wl,--out-implib,libm.dll.a

# libtool: is this an import library?
status 0 "$bin-objdump" -f libm.dll.a
has out 'file format pe-x86-64'
status 0 "$bin-objdump" -f cygm.dll
has out 'file format pei-x86-64'
status 0 "$bin-nm" -f posix -A libm.dll.a
has out ' I '
status 0 "$bin-nm" -f posix -A libm.a
hasnot out ' I '
status 0 "$bin-objdump" -p cygm.dll
status 0 "$bin-objdump" -d m.o
status 1 "$bin-objdump" -f missing.o
"$bin-objdump" -d m.o | head -n 1 >/dev/null

# libtool: what is the linker, and does it import by itself?
status 0 "$bin-ld" -v
grep -q 'GNU' out || fail "ld -v: $(cat out)"
status 0 "$bin-ld" --help
has out auto-import
status 0 "$bin-ld" --version
lib=$sdk/sysroot/usr/lib
status 0 "$bin-ld" -o by_ld.exe "$lib/crt1.o" m.o -lcygwin -lkernel32
header_of by_ld.exe
has header 'ImageBase: 0x100400000'
echo 'int g(void) { return 1; }' >part.c
cc -c part.c
status 0 "$bin-ld" -shared -o by_ld.dll part.o --no-undefined -e ''
status 1 "$bin-ld"

status 0 "$bin-strip" --strip-unneeded cygm.dll
status 0 "$bin-strip" -g libm2.a
status 0 "$bin-objcopy" --strip-debug m.o stripped.o
status 0 "$bin-size" m.o
status 0 "$bin-strings" m.o
status 0 "$bin-readelf" -h m.o
echo _Z1fv | "$bin-c++filt" >out
has out 'f()'

# The assembler reads files and standard input.
printf '.globl g\ng: ret\n' >g.s
status 0 "$bin-as" g.s -o g.o
"$bin-nm" g.o >symbols
has symbols ' T g'
status 0 "$bin-as" --64 -g -o g2.o <g.s
status 0 "$bin-as" g.s
[ -s a.out ] || fail "as without -o"
printf '.if FLAG\n.globl set\nset: ret\n.endif\n' >flag.s
status 0 "$bin-as" --defsym FLAG=1 flag.s -o flag.o
status 1 "$bin-as" --32 g.s
status 0 "$bin-as" --version
has out 'GNU as'
echo 'no such instruction' >bad.s
status 1 "$bin-as" bad.s -o bad.o

# Import libraries from definition files, in both spellings.
printf 'LIBRARY x.dll\nEXPORTS\nalpha\nbeta DATA\n' >x.def
status 0 "$bin-dlltool" -d x.def -l libx.dll.a
status 0 "$bin-dlltool" --input-def x.def --dllname y.dll --output-lib=liby.dll.a -k --as=as
"$bin-nm" libx.dll.a >symbols
has symbols __imp_alpha
echo 'int alpha(void); extern int beta; int main(void) { return alpha() + beta; }' >use.c
status 0 cc use.c -L. -ly -o use
readobj --coff-imports use.exe >imports
has imports y.dll
status 0 "$bin-gcov" --version

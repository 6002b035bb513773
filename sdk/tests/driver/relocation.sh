# SPDX-FileCopyrightText: The Tern authors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# Subject: the SDK works after it was moved, under any name, and through links.
. "$(dirname "$0")/lib.sh"
echo 'int main(void) { return 0; }' >m.c
cp -a "$sdk" first
mv first 'näme with blanks & $igns'
moved="$work/näme with blanks & \$igns/bin/x86_64-pc-cygwin"
status 0 "$moved-gcc" m.c -o m
status 0 "$moved-gcc" -print-sysroot
has out 'näme with blanks'
status 0 "$moved-gcc" -v -c m.c
hasnot err "$sdk"
status 0 "$moved-ar" rcs libm.a m.o
echo 'int f(void) { return 1; }' >f.c
status 0 "$moved-gcc" -c f.c
status 0 "$moved-ld" -shared f.o -e '' -o f.dll
printf '1 VERSIONINFO\nBEGIN\nEND\n' >v.rc
status 0 "$moved-windres" v.rc v.o
status 0 "$moved-gcc" -print-prog-name=ld
[ -x "$(cat out)" ] || fail "-print-prog-name=ld: $(cat out)"
# By a relative name, a symbolic link, PATH, and with the project's folder in letters of all kinds.
(cd 'näme with blanks & $igns/bin' && ./x86_64-pc-cygwin-gcc -c "$work/m.c" -o "$work/relative.o")
ln -s "$moved-g++" my-compiler-g++
status 0 ./my-compiler-g++ -dumpmachine
status 0 ./my-compiler-g++ '-###' m.o
status 0 env PATH="$work/näme with blanks & \$igns/bin:$PATH" x86_64-pc-cygwin-gcc m.c -o m
mkdir 'projékt "1"'
cp m.c 'projékt "1"/häuptfile.c'
status 0 "$moved-gcc" -g 'projékt "1"/häuptfile.c' -o 'projékt "1"/prog'
[ -s 'projékt "1"/prog.exe' ] || fail "no program"
# Unpacked from an archive, as users get it.
tar cf - -C "$(dirname "$sdk")" "$(basename "$sdk")" | (mkdir unpacked && tar xf - -C unpacked)
status 0 "unpacked/$(basename "$sdk")/bin/x86_64-pc-cygwin-g++" -x c++ m.c -o m

# SPDX-FileCopyrightText: The Tern authors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# Subject: what a linked program is: its name, base, alignment, and what is shown and left behind.
. "$(dirname "$0")/lib.sh"
echo 'int main(void) { return 0; }' >m.c
status 0 cc m.c
[ -s a.exe ] || fail "the default name is not a.exe"
status 0 cc m.c -o prog
[ -s prog.exe ] && [ ! -e prog ] || fail "prog did not become prog.exe"
status 0 cc m.c -o prog-1.0
[ -s prog-1.0 ] || fail "a name with a dot was changed"
status 0 cc m.c -osub.exe
[ -s sub.exe ] || fail "-oNAME"
mkdir -p dir.d
status 0 cc m.c -o dir.d/prog
[ -s dir.d/prog.exe ] || fail "a dot in the folder's name counted"
status 0 cc m.c -o /dev/null
[ ! -e /dev/null.exe ] || fail "/dev/null.exe"

header_of prog.exe
has header 'ImageBase: 0x100400000'
has header 'FileAlignment: 4096'
has header IMAGE_FILE_RELOCS_STRIPPED
has header IMAGE_SUBSYSTEM_WINDOWS_CUI
has header IMAGE_DLL_CHARACTERISTICS_NX_COMPAT
hasnot header DYNAMIC_BASE
hasnot header HIGH_ENTROPY_VA
has header '1970-01-01'
readobj --sections prog.exe >sections
hasnot sections 'Name: .reloc'
status 0 cc -mwindows m.c -o gui
header_of gui.exe
has header IMAGE_SUBSYSTEM_WINDOWS_GUI
status 0 cc -mconsole m.c
status 0 cc m.c -Wl,--dynamicbase,--high-entropy-va,--enable-reloc-section -o aslr
header_of aslr.exe
hasnot header DYNAMIC_BASE
status 0 cc m.c -Wl,--image-base,0x200000000 -Wl,--stack,0x300000 -o own
header_of own.exe
has header 'ImageBase: 0x200000000'
has header 'SizeOfStackReserve: 3145728'
status 0 cc m.c -Wl,--subsystem,windows -o gui
header_of gui.exe
has header IMAGE_SUBSYSTEM_WINDOWS_GUI

# -s, -Wl,-Map, -e, -u, -nostartfiles.
status 0 cc -g -s m.c -o stripped
readobj --sections stripped.exe >sections
hasnot sections .debug_info
status 0 cc m.c -Wl,-Map,prog.map -o mapped
has prog.map main
status 0 cc m.c -Wl,-Map=prog2.map -o mapped
[ -s prog2.map ] || fail "-Map=FILE"
echo 'void begin(void) {}' >begin.c
status 0 cc -nostdlib -e begin begin.c -o nostdlib
status 0 cc -nostdlib begin.c -Wl,-e,begin -o nostdlib

# Several sources, objects and languages in one call; order is kept.
echo 'int second(void) { return 0; }' >second.c
echo '.globl third
third: ret' >third.s
echo 'int second(void), third(void); int main(void) { second(); third(); return 0; }' >all.c
status 0 cc all.c second.c third.s -o all
status 0 cc -x c all.c -x none -c -o all.o
status 0 cc all.o second.c third.s -o all
status 0 cc -x c - -o from_stdin <m.c
[ -s from_stdin.exe ] || fail "stdin"

# -### runs nothing and quotes; -v shows ld's line in the form that libtool and CMake read.
status 0 cc '-###' m.c -o dry
[ ! -e dry.exe ] || fail "-### made a file"
has err '"-o" "dry.exe"'
has err 'crt1.o"'
has err '"-lcygwin"'
status 0 cc -v m.c -o verbose
grep -E '^ .*/x86_64-pc-cygwin-ld"? .*crt1\.o.* "?-L.* -lcygwin -lclang_rt\.builtins' err >/dev/null || {
  cat err >&2
  fail "-v shows no ld line"
}

# Nothing stays in the folder of temporary files, not even after an error or a signal.
mkdir tmp
status 0 env TMPDIR="$work/tmp" "$bin-gcc" m.c second.c
echo 'int main( {' >bad.c
status 1 env TMPDIR="$work/tmp" "$bin-gcc" m.c bad.c
[ -z "$(ls tmp)" ] || fail "left in the temporary folder: $(ls tmp)"
mkfifo pipe
exec 3<>pipe # clang waits for what never comes
TMPDIR=$work/tmp "$bin-gcc" m.c -x c pipe -o interrupted 2>/dev/null 3>&- &
driver=$!
while [ -z "$(ls tmp/*/ 2>/dev/null)" ]; do :; done
kill -TERM $driver
wait $driver && fail "the signal did not end the driver"
exec 3>&-
[ -z "$(ls tmp)" ] || fail "left after a signal: $(ls tmp)"

# SPDX-FileCopyrightText: The Tern authors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# Subject: -g gives DWARF 4 that leads from an address to a line.
. "$(dirname "$0")/lib.sh"
printf 'int f(void) {\n  return 7;\n}\nint main(void) { return f(); }\n' >m.c
status 0 cc -g m.c -o m
llvm-dwarfdump-19 --debug-info m.exe >info
has info 'version = 0x0004'
has info 'DW_AT_name	("m.c")'
address=$("$bin-nm" m | sed -n 's/^\([0-9a-f]*\) T f$/0x\1/p')
"$bin-addr2line" -e m -f "$address" >line
has line f
has line m.c:
status 0 cc -gdwarf-5 -c m.c
llvm-dwarfdump-19 --debug-info m.o >info
has info 'version = 0x0005'
"$bin-strip" -g m
readobj --sections m.exe >sections
hasnot sections .debug_info
"$bin-objcopy" --only-keep-debug m.exe m.debug 2>/dev/null || true

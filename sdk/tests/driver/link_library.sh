# SPDX-FileCopyrightText: The Tern authors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# Subject: DLLs: base, relocations, import library.
. "$(dirname "$0")/lib.sh"
echo 'int value = 1; int *address = &value; int f(void) { return value; }' >lib.c
status 0 cc -shared lib.c -o cygone-1.dll
header_of cygone-1.dll
has header IMAGE_FILE_DLL
has header 'FileAlignment: 4096'
hasnot header DYNAMIC_BASE
hasnot header RELOCS_STRIPPED
readobj --sections cygone-1.dll >sections
has sections 'Name: .reloc'
[ "$(ls)" = "$(printf '%s\n' cygone-1.dll header lib.c out err sections | sort)" ] || fail "unasked files: $(ls)"

# The base depends on the file's name alone, in slots of 2 MB.
base() { header_of "$1" && sed -n 's/ *ImageBase: //p' header; }
one=$(base cygone-1.dll)
mkdir sub
status 0 cc -shared lib.c -O2 -o sub/cygone-1.dll
[ "$(base sub/cygone-1.dll)" = "$one" ] || fail "the base depends on more than the name"
status 0 cc -shared lib.c -o CYGONE-1.dll
[ "$(base CYGONE-1.dll)" = "$one" ] || fail "the base depends on the name's case"
status 0 cc -shared lib.c -o cygtwo-1.dll
two=$(base cygtwo-1.dll)
[ "$one" != "$two" ] || fail "two names, one base"
for address in $one $two; do
  [ $((address % 0x200000)) -eq 0 ] && [ $((address >= 0x10000000000)) -eq 1 ] &&
    [ $((address < 0x30000000000)) -eq 1 ] || fail "base $address"
done
status 0 cc -shared lib.c -Wl,--image-base=0x20000000000 -o own.dll
[ "$(base own.dll)" = 0x20000000000 ] || fail "--image-base"
status 0 cc -shared lib.c -Wl,--enable-auto-image-base -o auto.dll

# An import library when asked for, in all spellings.
status 0 cc -shared lib.c -o cygone-1.dll -Wl,--out-implib,libone.dll.a
"$bin-nm" libone.dll.a >symbols
has symbols __imp_f
status 0 cc -shared lib.c -o cygone-1.dll -Wl,--out-implib=libother.dll.a
status 0 cc -shared lib.c -o cygone-1.dll -Xlinker --out-implib -Xlinker libthird.dll.a
cmp libone.dll.a libthird.dll.a
# A module of any name, without a suffix too.
status 0 cc -shared lib.c -o module
[ -s module ] || fail "a DLL's name was changed"
# A DLL without start file has no entry unless one is defined.
status 0 cc -shared -nostdlib lib.c -o bare.dll
echo 'int DllMainCRTStartup(void *i, unsigned r, void *p) { return 1; }' >start.c
status 0 cc -shared -nostdlib lib.c start.c -o started.dll
header_of started.dll
hasnot header 'AddressOfEntryPoint: 0x0'

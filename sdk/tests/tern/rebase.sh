# SPDX-FileCopyrightText: The Tern authors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
. "$TESTS/lib.sh"
cp "$PROGRAMS"/cygone-1.dll "$PROGRAMS"/cygtwo-1.dll "$PROGRAMS"/user.exe "$PROGRAMS"/fixed.exe .
check "both lie at one place" 1 "$(status "$tern" rebase --check cygone-1.dll cygtwo-1.dll)"
check "the second is moved" 0 "$(status "$tern" rebase cygone-1.dll cygtwo-1.dll)"
check_match "it says so" 'cygtwo-1.dll: 0x10000000000 -> 0x*' "$(cat out)"
check "each has its place" 0 "$(status "$tern" rebase --check cygone-1.dll cygtwo-1.dll)"
check "again: nothing to do" "" "$("$tern" rebase cygone-1.dll cygtwo-1.dll)"
check "to an address of one's own" 0 "$(status "$tern" rebase --base 0x20000000000 cygone-1.dll)"
check "the moved DLL works" 42 "$(status "$run" ./user.exe)"
cp cygone-1.dll moved.dll
check "there and back" 0 "$(status "$tern" rebase --base 0x10000000000 cygone-1.dll)"
check "relocations are undone" 0 "$(status "$tern" rebase --base 0x20000000000 cygone-1.dll)"
check "byte for byte" 0 "$(status cmp cygone-1.dll moved.dll)"
cp fixed.exe before.exe
check "a program without relocations" 1 "$(status "$tern" rebase --base 0x500000000 fixed.exe)"
check_match "why" '*no relocations*' "$(cat err)"
check "is as it was" 0 "$(status cmp fixed.exe before.exe)"
check "an odd address" 1 "$(status "$tern" rebase --base 0x10000000001 cygone-1.dll)"
check "no address" 1 "$(status "$tern" rebase --base here cygone-1.dll)"
check "a missing file" 1 "$(status "$tern" rebase nothing.dll)"
check_match "is named" '*nothing.dll: No such file*' "$(cat err)"
done_testing

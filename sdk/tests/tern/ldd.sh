# SPDX-FileCopyrightText: The Tern authors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
. "$TESTS/lib.sh"
ldd=$sdk/bin/x86_64-pc-cygwin-ldd
cp "$PROGRAMS"/user.exe .
check "a missing DLL" 1 "$(status "$ldd" user.exe)"
check_match "not found" '*cygone-1.dll => not found*' "$(cat out)"
cp "$PROGRAMS"/cygone-1.dll .
check "all there" 0 "$(status "$ldd" ./user.exe)"
check_match "where" '*cygone-1.dll => ./cygone-1.dll (0x10000000000)*' "$(cat out)"
check_match "Windows' own" '*kernel32.dll => Windows*' "$(cat out)"
echo text >text
check "no program" 1 "$(status "$ldd" text)"
check_match "why" '*text: is not a PE file*' "$(cat err)"
done_testing

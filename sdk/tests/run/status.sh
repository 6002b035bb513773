# SPDX-FileCopyrightText: The Tern authors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
. "$TESTS/lib.sh"
# Exit statuses are the program's, or those of env(1) and timeout(1).
cp "$PROBE" probe.exe
for n in 0 1 2 77 124 139 255; do check "exit $n" $n "$(status "$run" ./probe.exe status $n)"; done
check "missing program" 127 "$(status "$run" ./nothing.exe)"
check_match "message" '*nothing.exe: no such program*' "$(cat err)"
check "a program of the host" 126 "$(status "$run" /bin/true)"
check_match "message" '*ELF*' "$(cat err)"
echo text >text.exe
check "no program at all" 126 "$(status "$run" ./text.exe)"
head -c 100 probe.exe >short.exe
check "a truncated program" 126 "$(status "$run" ./short.exe)"
head -c 3000 probe.exe >short.exe
check "one whose sections are cut off" 126 "$(status "$run" ./short.exe)"
: >empty.exe
check "an empty file" 126 "$(status "$run" ./empty.exe)"
printf '#!/bin/sh\nexit 9\n' >script && chmod +x script
check "a script runs by its interpreter" 9 "$(status "$run" ./script)"
check "unknown option" 125 "$(status "$run" --no-such-option ./probe.exe)"
check "no program named" 125 "$(status "$run")"
check "bad time" 125 "$(status "$run" --timeout abc ./probe.exe)"
check "bad TERN_RUN" 125 "$(TERN_RUN=moon status "$run" ./probe.exe status 0)"
check "no such Wine" 125 "$(TERN_WINE=/no/wine status "$run" ./probe.exe status 0)"
done_testing

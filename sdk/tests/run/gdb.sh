# SPDX-FileCopyrightText: The Tern authors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
. "$TESTS/lib.sh"
# gdb stops at a breakpoint in a program under Wine and reads its variables.
command -v gdb >/dev/null || skip "no gdb here (package gdb)"
cp "$DEBUGGEE" debuggee.exe
timeout 60 "$sdk/bin/x86_64-pc-cygwin-gdb" -batch -nx -ex 'break add' -ex continue -ex 'print a + b' -ex 'backtrace' \
    -ex continue debuggee.exe x y >out 2>err
check_match "stops at the breakpoint" '*Breakpoint 1, add (a=3, b=40)*' "$(cat out)"
check_match "evaluates" '*= 43*' "$(cat out)"
check_match "unwinds" '*#1*main*' "$(cat out)"
check_match "goes on to the end" '*exited with code 053*' "$(cat out)"
check "no such program" 1 "$(status "$sdk/bin/x86_64-pc-cygwin-gdb" ./nothing.exe)"
done_testing

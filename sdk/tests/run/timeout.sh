# SPDX-FileCopyrightText: The Tern authors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
. "$TESTS/lib.sh"
# A hung program goes with all that it started, and nothing else does.
marker=probe-$$
cp "$PROBE" "$marker.exe"
running() { ps ax -o stat=,args= | grep "$marker" | grep -v -e '^Z' -e grep -e x86_64-pc-cygwin-run | wc -l; }
cp "$PROBE" bystander-$$.exe
"$run" ./bystander-$$.exe hang &
bystander=$!
check "time is up" 124 "$(status "$run" --timeout 3 "./$marker.exe" tree)"
check_match "message" '*time is up*' "$(cat err)"
check_match "it had started its tree" '*tree is complete*' "$(cat out)"
check "nothing of it is left" 0 "$(running)"
check "by the environment" 124 "$(TERN_RUN_TIMEOUT=1 status "$run" "./$marker.exe" hang)"
check "a program in time" 5 "$(status "$run" --timeout 60 "./$marker.exe" status 5)"

mkfifo ready
"$run" "./$marker.exe" tree >ready &
pid=$!
read -r line <ready
check_match "started" 'tree is complete*' "$line"
kill "$pid"
wait "$pid"
check "the runner's own end by SIGTERM" 143 $?
check "nothing is left after SIGTERM" 0 "$(running)"

check "another program goes on" 0 "$(status kill -0 "$bystander")"
kill "$bystander"
wait "$bystander"
done_testing

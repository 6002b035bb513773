# SPDX-FileCopyrightText: The Tern authors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
for n in 3 1 2; do (exit $n) & eval "p$n=$!"; done; wait $p1; echo $?; wait $p2; echo $?; wait $p3; echo $?
i=0; while [ $i -lt 12 ]; do (echo $i) & i=$((i+1)); done >all; wait; sort -n all | tr '\n' ' '; echo
(sh -c 'exit 7') & wait $!; echo $?; wait; echo $?
mkfifo q; (cat q; echo end) & { echo a; echo b; } >q; wait
x=$( (echo async &) ; echo sync); echo "$x" | sort

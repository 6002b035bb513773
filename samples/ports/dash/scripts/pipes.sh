# SPDX-FileCopyrightText: The Tern authors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
echo hello | cat | tr a-z A-Z
printf 'c\nb\na\n' | sort | head -n 1
seq 1 1000 | while read n; do t=$((t+n)); echo $t; done | tail -n 1
false | true; echo $?; true | false; echo $?
echo a b c | { read x y; echo "$y $x"; }
i=0; while [ $i -lt 20 ]; do i=$((i+1)); echo $i; done | (read first; cat >/dev/null; echo first $first)
yes 2>/dev/null | head -n 3
seq 1 20000 | wc -l | tr -d ' '
(echo out; echo err >&2) 2>&1 | sort
x=$(seq 1 5000 | cksum); echo "$x"

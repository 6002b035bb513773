# SPDX-FileCopyrightText: The Tern authors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
cat <<A; cat <<'B'
$((1+1)) `echo tick` \\
A
$((1+1)) `echo tick` \\
B
f() { cat <<X
in f: $1
X
}
f one; f two | tr a-z A-Z
while read x; do cat <<Y
$x: $(cat <<Z
inner $x
Z
)
Y
done <<W
1
2
W
cat <<big | wc -c | tr -d ' '
$(i=0; while [ $i -lt 3000 ]; do echo 0123456789012345678901234567890123456789; i=$((i+1)); done)
big

# SPDX-FileCopyrightText: The Tern authors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
read -r a b <<X
x\ty rest of line
X
printf '%s|%s\n' "$a" "$b"
printf 'one\\\ntwo three\n' >f; read a b <f; echo "$a,$b"; read -r a b <f; echo "$a,$b"
IFS=: read u p rest <<X
root:x:0:0:root
X
echo "$u $p $rest"; printf 'no newline' | { read x; echo "$? $x"; }
n=0; while read -r line; do n=$((n+1)); done </etc/fstab; [ $n -ge 0 ] && echo counted

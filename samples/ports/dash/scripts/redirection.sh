# SPDX-FileCopyrightText: The Tern authors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
echo one >f; echo two >>f; cat <f; exec 3>g; echo three >&3; exec 3>&-; cat g
exec 4<f; read a <&4; read b <&4; echo "$a,$b"; exec 4<&-
{ echo out; echo err >&2; } >o 2>e; cat o; cat e; { echo both; echo too >&2; } >o 2>&1; cat o
set -C; (echo no >f) 2>/dev/null; echo clobber $?; echo yes >|f; cat f; set +C
(cat <nofile) 2>/dev/null; echo missing $?
echo x 2>/dev/null >&2; echo shown
while read l; do echo "l:$l"; done <<X
1
2
X
exec 5<>rw; echo data >&5; exec 5>&-; cat rw
echo closed 2>&- ; (echo gone >&-) 2>/dev/null; echo $?
cat >big <<X
$(seq 1 20000)
X
wc -l <big | tr -d ' '

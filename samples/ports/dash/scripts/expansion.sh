# SPDX-FileCopyrightText: The Tern authors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
v=/usr/local/lib/libfoo.so.1.2; e=; unset u
echo "${v##*/} ${v%/*} ${v#*/} ${v%%.*} ${#v}"
echo "${u-default} ${u:-d2} ${e-set} ${e:-empty} ${u+alt} ${v+alt} ${e:+alt}"
echo "${u:=assigned} $u"
(unset z; echo "${z?no z}") 2>/dev/null; echo "status $?"
x='a  b   c'; echo $x "$x"
echo $((1+2*3)) $((0x1f)) $((010)) $((7/2)) $((-7%3)) $((1<<10)) $((5>3&&2<1))
a=5; echo $((a*=2)) $a $(( (a>5)?1:0 ))
echo '~' "~"
echo a{b,c} [a-z]nothing* \* "*"
touch f1 f2 g1; echo f* ?1 [!f]*

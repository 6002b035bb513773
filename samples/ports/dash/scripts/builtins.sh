# SPDX-FileCopyrightText: The Tern authors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
cd / && pwd; cd - >/dev/null; OLD=$PWD; mkdir -p a/b && cd a/b && cd ../.. && [ "$PWD" = "$OLD" ] && echo back
umask 027; umask; touch u; ls -l u | cut -c1-10; umask 022
readonly R=1; (R=2) 2>/dev/null; echo $?; export E=exp; sh -c 'echo $E'; V=tmp sh -c 'echo $V'; echo "[$V]"
type cd >/dev/null && echo type; command -v sh >/dev/null && echo command; hash -r
alias ll='echo aliased'; eval ll; unalias ll; getopts ab: o -a -b val; echo $o; getopts ab: o -a -b val; echo $o $OPTARG
read -r a b <<X
x\ty rest of line
X
printf '%s|%s\n' "$a" "$b"; times >/dev/null && echo times; ulimit -n >/dev/null && echo ulimit
test 10 -gt 9 && test abc != abd && test -n x && test -z '' && echo tests
test -e . && test -s /dev/null || echo null; [ u -nt nofile ] && echo newer; test -x /bin/sh && echo x
echo "$(echo a; exit 3)" $?; x=$(exit 4); echo $?; : ${y:=z}; echo $y; echo 'sourced=1' >inc; . ./inc; echo $sourced

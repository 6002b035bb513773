# SPDX-FileCopyrightText: The Tern authors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
cd / && pwd; cd - >/dev/null; OLD=$PWD; mkdir -p a/b && cd a/b && cd ../.. && [ "$PWD" = "$OLD" ] && echo back
type cd >/dev/null && echo type; command -v sh >/dev/null && echo command; hash -r
alias ll='echo aliased'; eval ll; unalias ll
times >/dev/null && echo times; ulimit -n >/dev/null && echo ulimit
echo "$(echo a; exit 3)" $?; x=$(exit 4); echo $?; : ${y:=z}; echo $y; echo 'sourced=1' >inc; . ./inc; echo $sourced

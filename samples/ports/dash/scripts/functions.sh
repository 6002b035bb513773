# SPDX-FileCopyrightText: The Tern authors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
fact() { if [ $1 -le 1 ]; then echo 1; else echo $(( $1 * $(fact $(($1 - 1))) )); fi; }
fact 10
f() { local x=inner; g; echo "$x"; }; g() { x=changed; }; x=outer; f; echo $x
h() { echo in h >&2; } 2>&1; h
unset -f g; g 2>/dev/null; echo $?
deep() { [ $1 -eq 0 ] && return 9; deep $(($1 - 1)); }; deep 200; echo $?
echo() { command echo "my: $*"; }; echo hi; unset -f echo; echo hi

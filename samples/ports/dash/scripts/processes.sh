# SPDX-FileCopyrightText: The Tern authors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
nosuchcommand 2>/dev/null; echo $?; ./ 2>/dev/null; echo $?; touch notexec; ./notexec 2>/dev/null; echo $?
exec_me() { (exec sh -c 'echo exec; exit 6'); echo $?; }; exec_me
[ $$ -gt 0 ] && sh -c '[ $PPID -gt 0 ] && echo ppid'; a=$$; (echo $(( $$ == a )))
x=$(sh -c 'echo $(sh -c "echo \$(echo three deep)")'); echo $x
i=0; while [ $i -lt 60 ]; do (exit $i); [ $? -eq $i ] || echo bad $i; i=$((i+1)); done; echo subshells
i=0; while [ $i -lt 30 ]; do sh -c "exit $i"; [ $? -eq $i ] || echo bad $i; i=$((i+1)); done; echo programs
env A=1 sh -c 'echo $A'; env -i /bin/sh -c 'echo ${HOME-none}'; exec sh -c 'echo last; exit 11'

# SPDX-FileCopyrightText: The Tern authors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
sh -c 'exit 300'; echo $?; sh -c 'kill -KILL $$'; echo $?; sh -c 'kill -PIPE $$'; echo $?
! true; echo $?; (exit 9) | true; echo $?; if (exit 5); then :; else echo $?; fi
sh -c 'trap "echo bye" EXIT; exit 4'; echo $?; sh -c 'f() { return 6; }; f'; echo $?
x=$(exit 8) || echo "sub $?"; set -e; (exit 0); echo alive

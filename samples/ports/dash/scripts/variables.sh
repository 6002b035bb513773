# SPDX-FileCopyrightText: The Tern authors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
readonly R=1; (R=2) 2>/dev/null; echo $?; export E=exp; sh -c 'echo $E'; V=tmp sh -c 'echo $V'; echo "[$V]"
unset E; sh -c 'echo "[$E]"'; x=1; (x=2; echo $x); echo $x; case $(export -p) in *'export PATH='*) echo exported;; esac
set -- a b; f() { local IFS=,; echo "$*"; }; f x y; echo "$*"; LC_ALL=C; export LC_ALL; sh -c 'echo $LC_ALL'

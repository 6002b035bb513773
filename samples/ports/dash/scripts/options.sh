# SPDX-FileCopyrightText: The Tern authors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
(set -e; false; echo no); echo $?
(set -e; if false; then :; fi; false || true; ! true; echo yes); echo $?
(set -u; echo $nothing) 2>/dev/null; echo $?
(set -f; echo *); (set -x; echo traced) 2>&1
set -o noglob; echo *; set +o noglob; (set -n; echo no); echo $-  | tr -d 'sim'
sh -c 'echo $0 $1 $2' zero one two; echo 'echo stdin $1' | sh -s arg
sh -ec 'false; echo no'; echo $?; sh nofile 2>/dev/null; echo $?
printf 'echo script $1\nexit 8\n' >s; sh s x; echo $?; chmod +x s; ./s y 2>/dev/null; echo $?
printf '#!/bin/sh\necho hash-bang "$@"\n' >t; chmod +x t; ./t 'a b'; PATH=.:$PATH; t c

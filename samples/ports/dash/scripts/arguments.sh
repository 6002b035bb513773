# SPDX-FileCopyrightText: The Tern authors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
echo "$#" "$1" "$2"
set -- a "b c" '' d
for x in "$@"; do printf '<%s>' "$x"; done; echo
for x in $*; do printf '<%s>' "$x"; done; echo
IFS=:; echo "$*"; unset IFS
shift 2; echo $# "$@"
f() { echo "f: $# $*"; set -- inner; echo "$1"; return 5; }
f x y; echo "$? $1"

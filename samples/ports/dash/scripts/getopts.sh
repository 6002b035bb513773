# SPDX-FileCopyrightText: The Tern authors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
getopts ab: o -a -b val; echo $o; getopts ab: o -a -b val; echo $o $OPTARG
f() { OPTIND=1; while getopts :xy:z o "$@"; do echo "$o ${OPTARG-}"; done; shift $((OPTIND - 1)); echo "rest $*"; }
f -x -y value -z more words; f -xzyq; f -- -x; f -w; f -y

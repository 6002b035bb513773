# SPDX-FileCopyrightText: The Tern authors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# Sourced by each test: a working folder that goes away, short names for the programs, and checks that say what was
# expected and what came.
set -eu
: "${TERN_TEST_SDK:?the SDK tree under test}"
unset TERN_EXE_LAUNCHER TERN_CLANG TERN_LD_LLD TERN_LLVM_BIN
export LC_ALL=C.UTF-8
sdk=$TERN_TEST_SDK
bin=$sdk/bin/x86_64-pc-cygwin
tests=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

cc() { "$bin-gcc" "$@"; }
cxx() { "$bin-g++" "$@"; }
readobj() { llvm-readobj-19 "$@"; }

fail() {
  echo "FAILED: $*" >&2
  exit 1
}

# has FILE TEXT: the file holds the text.
has() {
  grep -qF -e "$2" "$1" || {
    sed 's/^/  | /;40q' "$1" >&2
    fail "'$2' is missing in $1"
  }
}

hasnot() {
  if grep -qF -e "$2" "$1"; then
    sed 's/^/  | /;40q' "$1" >&2
    fail "'$2' is in $1"
  fi
}

# status N COMMAND...: runs the command with its output in out and err and checks its exit status.
status() {
  wanted_status=$1
  shift
  got=0
  "$@" >out 2>err || got=$?
  [ "$got" -eq "$wanted_status" ] || {
    sed 's/^/  | /' out err >&2
    fail "exit status $got instead of $wanted_status: $*"
  }
}

exports_of() { readobj --coff-exports "$1" | sed -n 's/^  Name: //p' | sort >exports; }
is_exported() { grep -qx -e "$1" exports || { cat exports >&2; fail "$1 is not exported"; }; }
is_not_exported() { ! grep -qx -e "$1" exports || fail "$1 is exported"; }
header_of() { readobj --file-headers "$1" >header; }

# SPDX-FileCopyrightText: The Tern authors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# For the sh tests of the SDK's tools. A test is run in a new empty folder; CTest sets SDK (the SDK tree) and the paths
# of test programs.

sdk=${SDK:?run these tests by ctest}
run=$sdk/bin/x86_64-pc-cygwin-run
tern=$sdk/bin/tern
failures=0
work=$(mktemp -d "${TMPDIR:-/tmp}/tern test.XXXXXX") || exit 1
trap 'cd / && rm -rf -- "$work"' EXIT
trap 'exit 130' INT TERM HUP
cd "$work" || exit 1

skip() { echo "SKIP: $*"; exit 77; }

# check WHAT WANTED GOT
check() {
    if [ "$2" = "$3" ]; then return; fi
    printf 'FAILED: %s\n  wanted: %s\n  got:    %s\n' "$1" "$2" "$3"
    failures=$((failures + 1))
}

# check_match WHAT CASE-PATTERN GOT
check_match() {
    # shellcheck disable=SC2254
    case $3 in $2) return ;; esac
    printf 'FAILED: %s\n  wanted: %s\n  got:    %s\n' "$1" "$2" "$3"
    failures=$((failures + 1))
}

# status COMMAND...: its exit status; what it says goes to the files out and err.
status() {
    got=0
    "$@" >out 2>err || got=$?
    echo "$got"
}

done_testing() {
    [ "$failures" -eq 0 ] || { echo "$failures check(s) failed"; exit 1; }
    echo passed
    exit 0
}

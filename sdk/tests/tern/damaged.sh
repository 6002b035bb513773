# SPDX-FileCopyrightText: The Tern authors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
. "$TESTS/lib.sh"
# Whatever a file holds, the answer is a result or a message with its name, never a crash or an endless loop.
command -v python3 >/dev/null || skip "no python3 here"
check "damaged files" 0 "$(status python3 "$TESTS/tern/damage.py" "$tern" "$PROGRAMS/cygone-1.dll")"
cat out err
done_testing

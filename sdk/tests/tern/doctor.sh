# SPDX-FileCopyrightText: The Tern authors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
. "$TESTS/lib.sh"
check "this SDK is well" 0 "$(status "$tern" doctor)"
[ "$failures" -eq 0 ] || cat out
check_match "it says whether fork is protected" '*fork of programs whose files are replaced while they run: o*' "$(cat out)"
PATH=/usr/bin:/bin
mkdir -p broken/bin broken/sysroot
cp "$tern" broken/bin/
check "an empty SDK is not" 1 "$(status broken/bin/tern doctor)"
check_match "it says what is missing" '*FAIL*C headers*crt1.o is missing*FAIL*' "$(cat out)"
done_testing

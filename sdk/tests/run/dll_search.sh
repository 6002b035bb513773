# SPDX-FileCopyrightText: The Tern authors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
. "$TESTS/lib.sh"
# A program finds the DLLs of its own build tree before it is installed.
mkdir -p tree/lib/.libs tree/tests
cp "$USER_OF_DLL" tree/tests/user.exe
check "a DLL that is nowhere" 127 "$(status "$run" tree/tests/user.exe)"
check_match "is named" '*needs cygprobe-1.dll*' "$(cat err)"
cp "$DLL" tree/lib/.libs/cygprobe-1.dll
check "no build tree yet" 127 "$(status "$run" tree/tests/user.exe)"
: >tree/config.status
check "found in the build tree" 42 "$(status "$run" tree/tests/user.exe)"
rm tree/config.status
check "found by PATH" 42 "$(PATH=$work/tree/lib/.libs:$PATH status "$run" tree/tests/user.exe)"
mkdir -p stage/usr/bin && cp "$DLL" stage/usr/bin/cygprobe-1.dll
check "found in the staging tree" 42 "$(TERN_STAGING=$work/stage status "$run" tree/tests/user.exe)"
mv tree/lib/.libs/cygprobe-1.dll tree/tests/CygProbe-1.DLL
check "beside the program, in other letters" 42 "$(status "$run" tree/tests/user.exe)"
done_testing

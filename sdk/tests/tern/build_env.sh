# SPDX-FileCopyrightText: The Tern authors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
. "$TESTS/lib.sh"
unset CC CXX TERN_STAGING
eval "$("$tern" build-env --staging "$work/my stage")"
check "CC" "$sdk/bin/x86_64-pc-cygwin-clang" "$(command -v "$CC")"
check "PKG_CONFIG" "$sdk/bin/x86_64-pc-cygwin-pkg-config" "$(command -v "$PKG_CONFIG")"
for file in "$CONFIG_SITE" "$CMAKE_TOOLCHAIN_FILE" "$TERN_MESON_CROSS_FILE"; do check "$file" 0 "$(status test -f "$file")"; done
check "staging" "$work/my stage" "$TERN_STAGING"
check "unknown shell" 2 "$(status "$tern" build-env --shell cmd)"
check "version" 0 "$(status "$tern" version)"
check_match "of what" 'tern [0-9]*' "$(cat out)"
check "no such command" 2 "$(status "$tern" frobnicate)"
cp "$PROGRAMS/fixed.exe" .
check "tern run" 6 "$(status "$tern" run ./fixed.exe status 6)"
done_testing

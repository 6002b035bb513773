# SPDX-FileCopyrightText: The Tern authors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
. "$TESTS/lib.sh"
# What was installed into TERN_STAGING is found by a plain compile and link, behind the caller's own folders.
cc=$sdk/bin/x86_64-pc-cygwin-gcc
mkdir -p stage/usr/include stage/usr/lib stage/usr/bin own src
echo 'int staged(void);' >stage/usr/include/staged.h
echo 'int staged(void) { return 11; }' >src/staged.c
check "a library" 0 "$(status "$cc" -shared src/staged.c -o stage/usr/bin/cygstaged-1.dll -Wl,--out-implib,stage/usr/lib/libstaged.dll.a)"
echo '#include <staged.h>
int main(void) { return staged(); }' >user.c
check "not found without" 1 "$(status "$cc" user.c -lstaged -o user.exe)"
TERN_STAGING="$work/stage"
export TERN_STAGING
check "found" 0 "$(status "$cc" user.c -lstaged -o user.exe)"
check "runs" 11 "$(status "$run" ./user.exe)"
echo 'int staged(void); int own;' >own/staged.h
check "the caller's own folder comes first" 0 "$(status "$cc" -Iown -E user.c)"
check_match "indeed" '*int own;*' "$(cat out)"
check "not with -nostdinc" 1 "$(status "$cc" -nostdinc -E user.c)"
done_testing

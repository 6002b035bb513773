# SPDX-FileCopyrightText: The Tern authors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
. "$TESTS/lib.sh"
# Packages of the staging tree and PKG_CONFIG_PATH are seen with the paths they really have; the host's are not.
command -v pkg-config >/dev/null || skip "no pkg-config here"
pc=$sdk/bin/x86_64-pc-cygwin-pkg-config
unset PKG_CONFIG_PATH PKG_CONFIG_LIBDIR PKG_CONFIG_SYSROOT_DIR TERN_STAGING
mkdir -p "stage/usr/lib/pkgconfig" other/lib/pkgconfig
printf '%s\n' 'prefix=/usr' 'libdir=${prefix}/lib' 'includedir=${prefix}/include' 'Name: aa' 'Description: aa' \
    'Version: 1.5' 'Libs: -L${libdir} -laa' 'Cflags: -I${includedir}/aa' >stage/usr/lib/pkgconfig/aa.pc
# As CMake projects write it: every path in full.
printf '%s\n' 'prefix=/usr' 'libdir=/usr/lib' 'includedir=/usr/include' 'Name: bb' 'Description: bb' \
    'Version: 2.5' 'Libs: -L${libdir} -lbb' 'Cflags: -I${includedir}/bb' >stage/usr/lib/pkgconfig/bb.pc
sed 's/aa/cc/g; s,/usr,/opt/x,' stage/usr/lib/pkgconfig/aa.pc >other/lib/pkgconfig/cc.pc
check "not seen without TERN_STAGING" 1 "$(status "$pc" --exists aa)"
TERN_STAGING=$work/stage
export TERN_STAGING
escaped=$(printf %s "$TERN_STAGING" | sed 's/ /\\ /g')
check "version" 1.5 "$("$pc" --modversion aa)"
check "flags" "-I$escaped/usr/include/aa" "$("$pc" --cflags aa | sed 's/ *$//')"
check "libraries" "-L$escaped/usr/lib -laa" "$("$pc" --libs aa | sed 's/ *$//')"
check "full paths" "-I$escaped/usr/include/bb" "$("$pc" --cflags bb | sed 's/ *$//')"
check "PKG_CONFIG_PATH" 0 "$(PKG_CONFIG_PATH=$work/other/lib/pkgconfig status "$pc" --exists cc)"
for package in $(pkg-config --list-all 2>/dev/null | sed 's/ .*//' | head -n 3); do
    [ -e "$sdk/sysroot/usr/lib/pkgconfig/$package.pc" ] ||
        check "the host's $package is not seen" 1 "$(status "$pc" --exists "$package")"
done
done_testing

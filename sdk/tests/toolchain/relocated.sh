# SPDX-FileCopyrightText: The Tern authors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
. "$TESTS/lib.sh"
# The SDK, packed and unpacked under another name with a blank and letters beyond ASCII, does all that it did.
tar -C "$sdk" -cf - . | { mkdir "mövéd sdk" && tar -C "mövéd sdk" -xf -; } || exit 1
moved="$work/mövéd sdk"
check "tern doctor" 0 "$(status "$moved/bin/tern" doctor)"
check_match "it is the moved one" "Tern * in $moved*" "$(cat out)"
grep -v '^ok' out
cp -R "$TESTS/../../samples/cmake-project" project
check "configure" 0 "$(status "$moved/bin/x86_64-pc-cygwin-cmake" -G Ninja -S project -B build)"
check "build" 0 "$(status ninja -C build)"
check "test" 0 "$(status ctest --test-dir build)"
check "bundle" 0 "$(status ninja -C build wordcount-bundle)"
check "nothing leads back" "" "$(grep -rlF "$sdk/" build project 2>/dev/null | head -n 3)"
# No file of the SDK names the place where it was built.
check "no file names the old place" "" "$(grep -rlaF "$sdk/" "$moved" 2>/dev/null | head -n 3)"
if command -v meson >/dev/null; then
    mkdir m && echo "project('m', 'c')
executable('a', 'a.c')" >m/meson.build && echo 'int main(void) { return 0; }' >m/a.c
    check "meson" 0 "$(status "$moved/bin/x86_64-pc-cygwin-meson" setup m/build m)"
    check "ninja" 0 "$(status ninja -C m/build)"
fi
done_testing

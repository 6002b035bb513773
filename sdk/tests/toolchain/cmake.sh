# SPDX-FileCopyrightText: The Tern authors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
. "$TESTS/lib.sh"
# A CMake project configures, builds, tests, installs and is bundled by the commands of the user's guide; the SDK's path,
# the project's and the build folder's may hold blanks.
project=$TESTS/../../samples/cmake-project
cp -R "$project" "my project"
step() {
    what=$1
    shift
    step_status=$(status "$@")
    check "$what" 0 "$step_status"
    [ "$step_status" = 0 ] || tail -n 20 out err
}
step "configure" "$sdk/bin/x86_64-pc-cygwin-cmake" -G Ninja -S "my project" -B "my build" -DBUILD_SHARED_LIBS=ON \
    -DCMAKE_BUILD_TYPE=Release -DCMAKE_INSTALL_PREFIX=/usr
step "build" "$sdk/bin/x86_64-pc-cygwin-cmake" --build "my build" -j 2
for file in cygwords-1.dll libwords.dll.a wordcount.exe; do check "$file" 0 "$(status test -f "my build/$file")"; done
step "test" ctest --test-dir "my build" --output-on-failure
DESTDIR="$work/my stage"
export DESTDIR
step "install" cmake --install "my build"
for file in bin/cygwords-1.dll lib/libwords.dll.a bin/wordcount.exe include/words.h; do
    check "$file" 0 "$(status test -f "my stage/usr/$file")"
done
unset DESTDIR
step "bundle" cmake --build "my build" --target wordcount-bundle
cp "my project/sample.txt" .
check_match "the bundle runs" '3 lines, 7 words*' "$("$run" "my build/wordcount-bundle/wordcount.exe" sample.txt || \
    "$run" "my build/wordcount-bundle/bin/wordcount.exe" sample.txt)"

# A project that finds the installed library: the host's is not taken, TERN_STAGING's is.
mkdir user && cat >user/CMakeLists.txt <<'CMAKE'
cmake_minimum_required(VERSION 3.16)
project(user C)
find_library(WORDS words REQUIRED)
find_path(WORDS_INCLUDE words.h REQUIRED)
find_library(HOST_Z NAMES libz.so.1)
find_program(HOST_SH sh REQUIRED)
message(STATUS "words=${WORDS} include=${WORDS_INCLUDE} host=${HOST_Z} sh=${HOST_SH}")
CMAKE
TERN_STAGING="$work/my stage"
export TERN_STAGING
check "a user of it" 0 "$(status "$sdk/bin/x86_64-pc-cygwin-cmake" -G Ninja -S user -B user/build)"
check_match "finds it, and no library of the host" \
    "*words=$TERN_STAGING/usr/lib/libwords.dll.a include=$TERN_STAGING/usr/include host=HOST_Z-NOTFOUND sh=/*" "$(cat out)"
done_testing

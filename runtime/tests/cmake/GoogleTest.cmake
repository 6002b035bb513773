# SPDX-FileCopyrightText: The Tern authors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# GoogleTest from Debian's package of sources (googletest), built for whatever this project is built for.
find_path(TERN_GOOGLETEST NAMES googletest/src/gtest-all.cc PATHS /usr/src/googletest REQUIRED
  NO_CMAKE_FIND_ROOT_PATH DOC "Sources of GoogleTest (Debian: googletest)")
add_library(tern_gtest STATIC "${TERN_GOOGLETEST}/googletest/src/gtest-all.cc" "${TERN_GOOGLETEST}/googletest/src/gtest_main.cc")
target_include_directories(tern_gtest SYSTEM PUBLIC "${TERN_GOOGLETEST}/googletest/include" PRIVATE "${TERN_GOOGLETEST}/googletest")
target_compile_definitions(tern_gtest PUBLIC _GNU_SOURCE)
find_package(Threads REQUIRED)
target_link_libraries(tern_gtest PUBLIC Threads::Threads)

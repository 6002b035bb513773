# SPDX-FileCopyrightText: The Tern authors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# Target sysroot-headers: usr/include from our overlay over newlib's headers.

set(TERN_INCLUDE_OVERLAY "${CMAKE_CURRENT_SOURCE_DIR}/include" CACHE PATH
    "Public headers that go over newlib's")
set(header_trees
  "${TERN_INCLUDE_OVERLAY}"
  "${CMAKE_CURRENT_SOURCE_DIR}/newlib/include"
  "${TERN_NEWLIB_SOURCE}/libc/machine/shared_x86"
  "${TERN_NEWLIB_SOURCE}/libc/include")
# <stdatomic.h> is the compiler's; the others are of other machines.
set(header_exclude stdatomic.h regdef.h machine/setjmp-dj.h sys/custom_file.h)
# What the runtime does not have (absent.tsv) is declared nowhere: copies of the headers concerned, without it.
find_program(TERN_PYTHON NAMES python3 REQUIRED)
set(header_absent "${CMAKE_CURRENT_SOURCE_DIR}/absent.tsv")
set(header_stripped "${CMAKE_BINARY_DIR}/headers-stripped")

file(GLOB_RECURSE own_headers CONFIGURE_DEPENDS
  "${TERN_INCLUDE_OVERLAY}/*" "${CMAKE_CURRENT_SOURCE_DIR}/newlib/include/*")
set(headers_stamp "${CMAKE_BINARY_DIR}/headers.manifest")
add_custom_command(OUTPUT "${headers_stamp}"
  COMMAND "${TERN_PYTHON}" "${CMAKE_CURRENT_SOURCE_DIR}/cmake/strip_declarations.py" --absent "${header_absent}"
          --into "${header_stripped}" ${header_trees}
  COMMAND ${CMAKE_COMMAND} "-DINTO=${TERN_USR_INCLUDE}" "-DFROM=${header_stripped};${header_trees}"
          "-DEXCLUDE=${header_exclude}" "-DEXCLUDE_FILE=${header_stripped}/excluded.txt" "-DMANIFEST=${headers_stamp}"
          -P "${CMAKE_CURRENT_SOURCE_DIR}/cmake/InstallHeaders.cmake"
  DEPENDS ${own_headers} "${header_absent}" "${CMAKE_CURRENT_SOURCE_DIR}/cmake/strip_declarations.py"
          "${CMAKE_CURRENT_SOURCE_DIR}/cmake/InstallHeaders.cmake"
  COMMENT "Headers: overlay over newlib's" VERBATIM)
add_custom_target(sysroot-headers ALL DEPENDS "${headers_stamp}")

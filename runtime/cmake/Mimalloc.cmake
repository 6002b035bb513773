# SPDX-FileCopyrightText: The Tern authors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# mimalloc from its source package, on our heap arena (memory/mimalloc_shim.h, docs/how/heap.md). One line of it is
# rewritten: the id of a thread is the address of our thread record, not of a thread-local variable.
file(GLOB mimalloc_header "${TERN_SOURCES_DIR}/mimalloc/include/mimalloc-internal.h"
     "${TERN_SOURCES_DIR}/mimalloc/*/include/mimalloc-internal.h")
if(NOT mimalloc_header)
  message(FATAL_ERROR "mimalloc's source is not in ${TERN_SOURCES_DIR}; run: ci/fetch mimalloc")
endif()
get_filename_component(mimalloc "${mimalloc_header}" DIRECTORY)
get_filename_component(mimalloc "${mimalloc}" DIRECTORY)

set(patched "${CMAKE_BINARY_DIR}/mimalloc/include")
file(MAKE_DIRECTORY "${patched}")
file(READ "${mimalloc_header}" text)
string(REPLACE "return (uintptr_t)&_mi_heap_default;" "return (uintptr_t)tern_heap_thread();" changed "${text}")
if(changed STREQUAL text)
  message(FATAL_ERROR "mimalloc-internal.h is not the version that runtime/cmake/Mimalloc.cmake was written for")
endif()
file(CONFIGURE OUTPUT "${patched}/mimalloc-internal.h" CONTENT "${changed}" @ONLY)

# TERN_THREAD_HEAP_OFFSET is offsetof(Thread, heap): thread/heap_offset is checked in memory/thread_heap.cc.
add_library(mimalloc OBJECT "${mimalloc}/src/static.c")
target_include_directories(mimalloc BEFORE PRIVATE "${patched}" "${mimalloc}/include"
  "${CMAKE_CURRENT_SOURCE_DIR}" "${CMAKE_CURRENT_SOURCE_DIR}/memory/mimalloc_include")
target_compile_definitions(mimalloc PRIVATE NDEBUG MI_STAT=0 _GNU_SOURCE)
target_compile_options(mimalloc PRIVATE -O2 -g -w -fno-builtin-malloc -ffunction-sections
  "SHELL:-include memory/thread_heap_offset.h" "SHELL:-include memory/mimalloc_shim.h")

# SPDX-FileCopyrightText: The Tern authors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# 20 libraries that the soak program is linked with, and 20 that it opens.
set(names "")
foreach(number RANGE 39)
  if(number LESS 20)
    add_library(soak_${number} SHARED "${TERN_TESTS_DIR}/forks/library/library.c")
    target_link_libraries(${program} PRIVATE soak_${number})
    string(APPEND names "X(${number})")
  else()
    add_library(soak_${number} MODULE "${TERN_TESTS_DIR}/forks/library/library.c")
    set_target_properties(soak_${number} PROPERTIES SUFFIX .dll)
    add_dependencies(${program} soak_${number})
  endif()
  target_compile_definitions(soak_${number} PRIVATE SOAK_SET=soak_set_${number} SOAK_GET=soak_get_${number})
  set_target_properties(soak_${number} PROPERTIES PREFIX cyg OUTPUT_NAME soak${number}
    RUNTIME_OUTPUT_DIRECTORY "${CMAKE_CURRENT_BINARY_DIR}/forks" LIBRARY_OUTPUT_DIRECTORY "${CMAKE_CURRENT_BINARY_DIR}/forks")
endforeach()
target_compile_definitions(${program} PRIVATE "SOAK_LINKED=${names}")

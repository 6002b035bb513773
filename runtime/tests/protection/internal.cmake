# SPDX-FileCopyrightText: The Tern authors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# A program with a library that it is linked with and two that it opens, in two versions that differ in code: old/ and new/.
foreach(version old new)
  set(folder "${CMAKE_CURRENT_BINARY_DIR}/protection/${version}")
  set(sources "${TERN_TESTS_DIR}/protection/versioned")
  add_library(protection_linked_${version} SHARED "${sources}/linked.c")
  add_library(protection_opened_${version} MODULE "${sources}/opened.c")
  add_library(protection_late_${version} MODULE "${sources}/opened.c")
  add_executable(protection_program_${version} "${sources}/program.c")
  target_link_libraries(protection_program_${version} PRIVATE protection_linked_${version} ${CMAKE_DL_LIBS})
  set_target_properties(protection_linked_${version} PROPERTIES OUTPUT_NAME linked PREFIX cyg)
  set_target_properties(protection_opened_${version} PROPERTIES OUTPUT_NAME opened PREFIX cyg SUFFIX .dll)
  set_target_properties(protection_late_${version} PROPERTIES OUTPUT_NAME late PREFIX cyg SUFFIX .dll)
  set_target_properties(protection_program_${version} PROPERTIES OUTPUT_NAME program)
  foreach(target linked opened late program)
    set_target_properties(protection_${target}_${version} PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${folder}"
      LIBRARY_OUTPUT_DIRECTORY "${folder}" ARCHIVE_OUTPUT_DIRECTORY "${folder}")
    target_compile_definitions(protection_${target}_${version} PRIVATE "VERSION=\"${version}\"")
    add_dependencies(tests_protection protection_${target}_${version})
  endforeach()
endforeach()

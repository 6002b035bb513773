# SPDX-FileCopyrightText: The Tern authors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
include(GoogleTest)

# Tests that are known to fail, each with its reason: known-gaps.tsv (area, test, reason). They are expected to fail: one that
# passes fails the run.
function(_tern_known_gaps area result)
  set(gaps "")
  file(STRINGS "${TERN_TESTS_DIR}/known-gaps.tsv" lines REGEX "^${area}\t")
  foreach(line IN LISTS lines)
    string(REPLACE "\t" ";" fields "${line}")
    list(GET fields 1 test)
    list(APPEND gaps ${test})
  endforeach()
  set(${result} "${gaps}" PARENT_SCOPE)
endfunction()

# tern_area_tests(AREA [ORACLE]): a program tests_<area> from AREA/*_test.cc. ORACLE: for the host, POSIX tests only.
# Programs that tests start lie in AREA/programs/<name>.c[c] and become <name> beside the test program.
function(tern_area_tests area)
  cmake_parse_arguments(PARSE_ARGV 1 arg "ORACLE" "" "")
  set(folder "${TERN_TESTS_DIR}/${area}")
  file(GLOB sources CONFIGURE_DEPENDS "${folder}/*_test.cc")
  if(arg_ORACLE)
    list(FILTER sources EXCLUDE REGEX "_internal_test\\.cc$")
  endif()
  if(NOT sources)
    return()
  endif()
  set(program tests_${area})
  add_executable(${program} ${sources})
  target_link_libraries(${program} PRIVATE tern_gtest resolv)
  target_compile_options(${program} PRIVATE -Wall -Wextra -Wno-unused-parameter -Wno-missing-field-initializers)
  target_include_directories(${program} PRIVATE "${TERN_TESTS_DIR}/..")
  if(NOT arg_ORACLE AND EXISTS "${folder}/internal.cmake")
    include("${folder}/internal.cmake") # sources of the runtime that its internal tests need
  endif()
  file(GLOB helpers CONFIGURE_DEPENDS "${folder}/programs/*.c" "${folder}/programs/*.cc")
  foreach(helper IN LISTS helpers)
    get_filename_component(name "${helper}" NAME_WE)
    add_executable(${area}_${name} "${helper}")
    set_target_properties(${area}_${name} PROPERTIES OUTPUT_NAME ${name} RUNTIME_OUTPUT_DIRECTORY "${CMAKE_CURRENT_BINARY_DIR}/${area}")
    target_link_libraries(${area}_${name} PRIVATE Threads::Threads ${CMAKE_DL_LIBS})
    add_dependencies(${program} ${area}_${name})
  endforeach()
  set_target_properties(${program} PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${CMAKE_CURRENT_BINARY_DIR}/${area}")
  set(prefix "${area}.")
  if(arg_ORACLE)
    set(prefix "oracle.${area}.")
  endif()
  # One process for an area: a start under Wine costs more than most tests. --gtest_filter picks one by hand.
  _tern_known_gaps(${area} gaps)
  list(JOIN gaps ":" excluded)
  if(arg_ORACLE OR NOT gaps)
    set(excluded "")
  endif()
  add_test(NAME ${prefix}tests COMMAND ${program} --gtest_brief=1 "--gtest_filter=-${excluded}"
    WORKING_DIRECTORY "${CMAKE_CURRENT_BINARY_DIR}/${area}")
  set_tests_properties(${prefix}tests PROPERTIES TIMEOUT 300)
  if(NOT arg_ORACLE)
    foreach(gap IN LISTS gaps)
      add_test(NAME ${prefix}gap.${gap} COMMAND ${program} --gtest_brief=1 --gtest_filter=${gap}
        WORKING_DIRECTORY "${CMAKE_CURRENT_BINARY_DIR}/${area}")
      set_tests_properties(${prefix}gap.${gap} PROPERTIES WILL_FAIL ON TIMEOUT 120)
    endforeach()
  endif()
endfunction()

set(TERN_TESTS_DIR "${CMAKE_CURRENT_LIST_DIR}/.." CACHE INTERNAL "")

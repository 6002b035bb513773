# SPDX-FileCopyrightText: The Tern authors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# cmake -DINTO=… -DFROM="a;b;…" [-DEXCLUDE="x.h;…"] -DMANIFEST=file -P InstallHeaders.cmake
#
# Merges the header trees FROM into INTO; an earlier tree wins over a later
# one. Files that did not change keep their time, so nothing is compiled again
# for them; files that an earlier run installed and this one does not are
# removed, so a stale header never shadows its replacement.

cmake_policy(VERSION 3.25)

set(installed)
foreach(tree IN LISTS FROM)
  file(GLOB_RECURSE headers RELATIVE "${tree}" "${tree}/*")
  foreach(header IN LISTS headers)
    if(header MATCHES "(CMakeLists\\.txt|Makefile\\.inc|\\.md|\\.in)$"
       OR header IN_LIST EXCLUDE)
      continue()
    endif()
    if(NOT header IN_LIST installed)
      list(APPEND installed "${header}")
      get_filename_component(folder "${INTO}/${header}" DIRECTORY)
      file(MAKE_DIRECTORY "${folder}")
      execute_process(COMMAND ${CMAKE_COMMAND} -E compare_files "${tree}/${header}" "${INTO}/${header}"
                      RESULT_VARIABLE differs OUTPUT_QUIET ERROR_QUIET)
      if(differs)
        execute_process(COMMAND ${CMAKE_COMMAND} -E copy "${tree}/${header}" "${INTO}/${header}"
                        COMMAND_ERROR_IS_FATAL ANY)
      endif()
    endif()
  endforeach()
endforeach()

if(EXISTS "${MANIFEST}")
  file(STRINGS "${MANIFEST}" before)
  list(REMOVE_ITEM before ${installed})
  foreach(header IN LISTS before)
    file(REMOVE "${INTO}/${header}")
  endforeach()
endif()
list(JOIN installed "\n" text)
file(WRITE "${MANIFEST}" "${text}\n")

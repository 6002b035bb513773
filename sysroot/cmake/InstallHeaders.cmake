# SPDX-FileCopyrightText: The Tern authors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# cmake -DINTO=… -DFROM="a;b;…" [-DEXCLUDE="x.h;folder;…"] -DMANIFEST=file -P InstallHeaders.cmake
#
# Merges the header trees FROM into INTO; an earlier tree wins over a later
# one. Files that did not change keep their time, so nothing is compiled again
# for them; files that an earlier run installed and this one does not are
# removed, so a stale header never shadows its replacement.
cmake_policy(VERSION 3.25)

set(excluded)
if(DEFINED EXCLUDE_FILE)
  file(STRINGS "${EXCLUDE_FILE}" excluded)
endif()
list(APPEND EXCLUDE ${excluded})

set(installed)
foreach(tree IN LISTS FROM)
  file(GLOB_RECURSE headers RELATIVE "${tree}" "${tree}/*")
  list(FILTER headers EXCLUDE REGEX "(CMakeLists\\.txt|Makefile\\.inc|\\.md|\\.in|^excluded\\.txt)$")
  foreach(unwanted IN LISTS EXCLUDE)
    string(REPLACE "." "\\." unwanted "${unwanted}")
    list(FILTER headers EXCLUDE REGEX "^${unwanted}(/|$)")
  endforeach()
  if(installed)
    list(REMOVE_ITEM headers ${installed})
  endif()
  foreach(header IN LISTS headers)
    cmake_path(GET header PARENT_PATH folder)
    file(MAKE_DIRECTORY "${INTO}/${folder}")
    file(COPY_FILE "${tree}/${header}" "${INTO}/${header}" ONLY_IF_DIFFERENT)
  endforeach()
  list(APPEND installed ${headers})
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

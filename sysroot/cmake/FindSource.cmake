# SPDX-FileCopyrightText: The Tern authors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

# Sets `result` to the folder below ${TERN_SOURCES_DIR}/<name> that holds
# `marker`. A source package unpacks with a version in the folder's name, some
# with one more level, so the folder is looked for instead of named.
function(tern_find_source result name marker)
  foreach(depth "" "*/" "*/*/" "*/*/*/" "*/*/*/*/" "*/*/*/*/*/")
    file(GLOB found "${TERN_SOURCES_DIR}/${name}/${depth}${marker}")
    if(found)
      list(GET found 0 found)
      string(REGEX REPLACE "/${marker}$" "" found "${found}")
      set(${result} "${found}" CACHE INTERNAL "")
      return()
    endif()
  endforeach()
  message(FATAL_ERROR "${TERN_SOURCES_DIR}/${name} holds no ${marker}: run ci/fetch ${name}")
endfunction()

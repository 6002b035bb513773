# SPDX-FileCopyrightText: The Tern authors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# Copies mingw-w64's import libraries FROM INTO, but those matching EXCLUDE,
# and takes the C library functions out of libntdll.a.
#
# ntdll exports a small C library (sprintf, qsort, _strnicmp, …). Every link has
# -lntdll at its end, so without this a configure script would "find" functions
# that the runtime does not have, with NT's behaviour and NT's wchar_t rules.
cmake_policy(VERSION 3.25)

file(MAKE_DIRECTORY "${INTO}")
file(GLOB libraries RELATIVE "${FROM}" "${FROM}/lib*.a")
set(installed)
foreach(library IN LISTS libraries)
  set(wanted TRUE)
  foreach(pattern IN LISTS EXCLUDE)
    if(library MATCHES "^(${pattern})$")
      set(wanted FALSE)
    endif()
  endforeach()
  if(wanted AND NOT library STREQUAL "libntdll.a")
    file(COPY_FILE "${FROM}/${library}" "${INTO}/${library}" ONLY_IF_DIFFERENT)
    list(APPEND installed "${library}")
  endif()
endforeach()

execute_process(COMMAND "${NM}" --defined-only --print-file-name "${FROM}/libntdll.a"
                OUTPUT_VARIABLE symbols ERROR_QUIET COMMAND_ERROR_IS_FATAL ANY)
string(REGEX MATCHALL "[^\n]*:[^\n]* T [^\n]+" functions "${symbols}")
set(unwanted)
foreach(line IN LISTS functions)
  # Functions of NT proper are in CamelCase behind a prefix; C's begin in lower case.
  # Its message digests have the names of libmd's, which configure scripts look for.
  if(line MATCHES "libntdll\\.a:([^:]+): .* T (_*[a-z][A-Za-z0-9_]*|MD[45][A-Z][a-z]+)$")
    list(APPEND unwanted "${CMAKE_MATCH_1}")
  endif()
endforeach()
set(work "${INTO}/libntdll.a.new")
file(COPY_FILE "${FROM}/libntdll.a" "${work}")
if(unwanted)
  execute_process(COMMAND "${AR}" d "${work}" ${unwanted} COMMAND_ERROR_IS_FATAL ANY)
endif()
file(RENAME "${work}" "${INTO}/libntdll.a")
list(APPEND installed libntdll.a)

list(JOIN installed "\n" text)
file(WRITE "${MANIFEST}" "${text}\n")

# SPDX-FileCopyrightText: The Tern authors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# cmake -DOBJECTS=response-file -DNM=llvm-nm -DOUT=x.def -P ExportList.cmake
# Writes what the objects define as a module definition file.
cmake_policy(VERSION 3.25)

file(STRINGS "${OBJECTS}" objects ENCODING UTF-8)
list(TRANSFORM objects REPLACE "^\"(.*)\"$" "\\1")
execute_process(COMMAND "${NM}" --defined-only --extern-only --format=posix ${objects}
                OUTPUT_VARIABLE text COMMAND_ERROR_IS_FATAL ANY)
string(REGEX MATCHALL "[^\n]+" lines "${text}")
set(names)
foreach(line IN LISTS lines)
  if(NOT line MATCHES "^([^ ]+) ([TtDdBbRrVvWwSs]) ")
    continue()
  endif()
  set(name "${CMAKE_MATCH_1}")
  set(kind "${CMAKE_MATCH_2}")
  # A weak definition is named .weak.<name>.default.<other> where <name> is an
  # alias that a strong one replaces; .refptr.* are pointers to imports.
  if(name MATCHES "^\\.weak\\.(.+)\\.default\\.")
    set(name "${CMAKE_MATCH_1}")
  elseif(name MATCHES "^\\.")
    continue()
  endif()
  # What libc++ hides from its ABI carries a tag of this very release; constants
  # belong to the file they are in, libunwind's C++ and its log to nobody else.
  if(name MATCHES "B[0-9]+ne[0-9]+"
     OR name MATCHES "^(_ZGR|__real@|__xmm@|__clang|_Z[A-Z]+9libunwind|log(APIs|DWARF|Unwinding)$)")
    continue()
  endif()
  if(kind MATCHES "[TtWw]")
    list(APPEND names "  \"${name}\"")
  else()
    list(APPEND names "  \"${name}\" DATA")
  endif()
endforeach()
list(REMOVE_DUPLICATES names)
list(SORT names)
list(JOIN names "\n" body)
file(WRITE "${OUT}" "EXPORTS\n${body}\n")

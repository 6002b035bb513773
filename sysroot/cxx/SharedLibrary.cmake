# SPDX-FileCopyrightText: The Tern authors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

set(tern_export_script "${CMAKE_CURRENT_LIST_DIR}/ExportList.cmake")

# lib<name>.a in usr/lib.
function(tern_archive name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "OBJECTS")
  list(TRANSFORM arg_OBJECTS REPLACE "(.+)" "$<TARGET_OBJECTS:\\1>" OUTPUT_VARIABLE objects)
  add_library(${name}_static STATIC ${objects})
  set_target_properties(${name}_static PROPERTIES
    OUTPUT_NAME ${name} ARCHIVE_OUTPUT_DIRECTORY "${TERN_USR_LIB}" LINKER_LANGUAGE CXX)
endfunction()

# cyg<name>-<version>.dll in bin, lib<name>.dll.a in usr/lib. The export list is
# made from the objects: lld's own choice leaves out weak definitions, which
# template instances and inline functions are; and its import library has weak
# functions (operator new) under their internal names, so dlltool makes that.
function(tern_shared name)
  if(NOT tern_can_link)
    return()
  endif()
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "VERSION" "OBJECTS;LIBRARIES;NAMES")
  list(TRANSFORM arg_OBJECTS REPLACE "(.+)" "$<TARGET_OBJECTS:\\1>" OUTPUT_VARIABLE objects)
  set(definition "${CMAKE_CURRENT_BINARY_DIR}/cyg${name}-${arg_VERSION}.def")
  set(dll "${TERN_BIN}/cyg${name}-${arg_VERSION}.dll")
  set(import "${TERN_USR_LIB}/lib${name}.dll.a")
  set(response "${CMAKE_CURRENT_BINARY_DIR}/${name}.objects")
  file(GENERATE OUTPUT "${response}" CONTENT "\"$<JOIN:${objects},\"\n\">\"\n" TARGET unwind_objects)
  list(TRANSFORM arg_LIBRARIES PREPEND "${TERN_USR_LIB}/lib" OUTPUT_VARIABLE libraries)
  list(TRANSFORM libraries APPEND ".dll.a")
  add_custom_command(OUTPUT "${definition}"
    COMMAND ${CMAKE_COMMAND} "-DOBJECTS=${response}" "-DNM=${CMAKE_NM}" "-DOUT=${definition}"
            -P "${tern_export_script}"
    DEPENDS ${objects} "${tern_export_script}" "${response}" VERBATIM COMMAND_EXPAND_LISTS)
  set(copies "") # the import library under the other names it is asked for by
  foreach(other IN LISTS arg_NAMES)
    list(APPEND copies COMMAND ${CMAKE_COMMAND} -E copy "${import}" "${TERN_USR_LIB}/lib${other}.dll.a")
  endforeach()
  add_custom_command(OUTPUT "${dll}" "${import}"
    COMMAND ${CMAKE_COMMAND} -E make_directory "${TERN_BIN}"
    COMMAND ${CMAKE_C_COMPILER} -shared -o "${dll}" "@${response}" "${definition}"
            ${libraries}
    COMMAND ${CMAKE_DLLTOOL} -m i386:x86-64 -D cyg${name}-${arg_VERSION}.dll -d "${definition}" -l "${import}"
    ${copies}
    DEPENDS ${objects} "${definition}" ${libraries} "${TERN_USR_LIB}/libcygwin.a"
    COMMENT "Linking cyg${name}-${arg_VERSION}.dll" VERBATIM)
  add_custom_target(${name}_shared ALL DEPENDS "${dll}" "${import}")
  foreach(library IN LISTS arg_LIBRARIES)
    add_dependencies(${name}_shared ${library}_shared)
  endforeach()
endfunction()

function(tern_library_pair name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "VERSION" "OBJECTS;LIBRARIES")
  tern_archive(${name} OBJECTS ${arg_OBJECTS})
  tern_shared(${name} OBJECTS ${arg_OBJECTS} VERSION ${arg_VERSION} LIBRARIES ${arg_LIBRARIES})
endfunction()

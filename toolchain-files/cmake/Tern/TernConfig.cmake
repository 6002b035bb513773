# SPDX-FileCopyrightText: The Tern authors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# find_package(Tern), in a project that is configured with tern-toolchain.cmake. Gives
#   TERN_SDK_DIR, TERN_SYSROOT, Tern_VERSION
#   tern_bundle(TARGET [OUTPUT folder] [MODULES target...] [FILES file...] [LAYOUT flat|bin] [ALL])

cmake_minimum_required(VERSION 3.16)
get_filename_component(TERN_SDK_DIR "${CMAKE_CURRENT_LIST_DIR}/../../.." ABSOLUTE)
set(TERN_SYSROOT "${TERN_SDK_DIR}/sysroot")
if(NOT CYGWIN)
  set(Tern_FOUND FALSE)
  set(Tern_NOT_FOUND_MESSAGE "configure with ${TERN_SDK_DIR}/share/cmake/tern-toolchain.cmake")
  return()
endif()

# Adds the target <TARGET>-bundle, which puts the program and all DLLs, data and licences that it needs into one folder
# (default: <TARGET>-bundle in the current binary folder). MODULES and FILES are what the program loads by dlopen.
function(tern_bundle target)
  cmake_parse_arguments(PARSE_ARGV 1 arg "ALL" "OUTPUT;LAYOUT" "MODULES;FILES")
  if(NOT TARGET ${target})
    message(FATAL_ERROR "tern_bundle: there is no target ${target}")
  endif()
  if(arg_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "tern_bundle: unknown argument ${arg_UNPARSED_ARGUMENTS}")
  endif()
  if(NOT arg_OUTPUT)
    set(arg_OUTPUT "${CMAKE_CURRENT_BINARY_DIR}/${target}-bundle")
  endif()
  set(files "$<TARGET_FILE:${target}>")
  foreach(module IN LISTS arg_MODULES)
    list(APPEND files "$<TARGET_FILE:${module}>")
  endforeach()
  list(APPEND files ${arg_FILES})
  # DLLs of this build lie in the folders of the targets they are linked from.
  set(search "")
  get_target_property(libraries ${target} LINK_LIBRARIES)
  foreach(library IN LISTS libraries)
    if(TARGET ${library})
      get_target_property(type ${library} TYPE)
      get_target_property(imported ${library} IMPORTED)
      if(type STREQUAL "SHARED_LIBRARY" AND NOT imported)
        list(APPEND search --search "$<TARGET_FILE_DIR:${library}>")
      endif()
    endif()
  endforeach()
  set(layout "")
  if(arg_LAYOUT)
    set(layout --layout ${arg_LAYOUT})
  endif()
  set(all "")
  if(arg_ALL)
    set(all ALL)
  endif()
  add_custom_target(${target}-bundle ${all}
    COMMAND "${CMAKE_COMMAND}" -E rm -rf "${arg_OUTPUT}"
    COMMAND "${TERN_SDK_DIR}/bin/tern" bundle ${files} ${search} ${layout} --output "${arg_OUTPUT}"
    DEPENDS ${target} ${arg_MODULES} ${arg_FILES}
    COMMENT "Bundling ${target}" VERBATIM)
endfunction()

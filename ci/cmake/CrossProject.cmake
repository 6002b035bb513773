# SPDX-FileCopyrightText: The Tern authors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

# tern_cross_project(NAME SOURCE FOLDER [BARE])
# A part of the target, as a project of its own that is configured with the
# toolchain file users get, built in build/obj/NAME after every part named
# before it. Its own build is always asked whether there is something to do.
# BARE: programs cannot be linked yet when it is configured.
function(tern_cross_project name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "BARE" "SOURCE" "")
  set(source "${CMAKE_CURRENT_SOURCE_DIR}/${arg_SOURCE}")
  if(NOT EXISTS "${source}/CMakeLists.txt")
    return()
  endif()
  set(options "")
  if(arg_BARE)
    set(options -DCMAKE_TRY_COMPILE_TARGET_TYPE=STATIC_LIBRARY)
  endif()
  ExternalProject_Add(${name}
    SOURCE_DIR "${source}"
    BINARY_DIR "${TERN_OBJ_DIR}/${name}"
    PREFIX "${CMAKE_CURRENT_BINARY_DIR}/stages/${name}"
    DEPENDS ${_stages}
    CMAKE_GENERATOR Ninja
    CMAKE_ARGS
      -DCMAKE_TOOLCHAIN_FILE=${TERN_SDK_DIR}/share/cmake/tern-toolchain.cmake
      -DCMAKE_BUILD_TYPE=Release
      -DTERN_SDK_DIR=${TERN_SDK_DIR}
      -DTERN_BUILD_DIR=${TERN_BUILD_DIR}
      -DTERN_OBJ_DIR=${TERN_OBJ_DIR}
      -DTERN_SOURCES_DIR=${TERN_SOURCES_DIR}
      ${options}
    BUILD_ALWAYS ON
    USES_TERMINAL_BUILD ON
    INSTALL_COMMAND ""
    TEST_COMMAND "")
  list(APPEND _stages ${name})
  set(_stages "${_stages}" PARENT_SCOPE)
endfunction()

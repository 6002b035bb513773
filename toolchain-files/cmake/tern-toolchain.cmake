# SPDX-FileCopyrightText: The Tern authors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# CMake toolchain file for the target x86_64-pc-cygwin:
#   cmake -DCMAKE_TOOLCHAIN_FILE=<sdk>/share/cmake/tern-toolchain.cmake ...
# Every path is relative to this file, so the SDK folder may be moved.
#
# Reads, as CMake or as environment variables:
#   TERN_STAGING  root of a tree that packages were installed into with DESTDIR
#                 (it holds usr/lib, usr/include, ...); searched before the sysroot.

include_guard(GLOBAL)

get_filename_component(TERN_SDK_DIR "${CMAKE_CURRENT_LIST_DIR}/../.." ABSOLUTE)
set(TERN_SYSROOT "${TERN_SDK_DIR}/sysroot")

set(CMAKE_SYSTEM_NAME CYGWIN)
set(CMAKE_SYSTEM_PROCESSOR x86_64)

# try_compile configures a project of its own with this file; hand our inputs on.
if(NOT TERN_STAGING AND DEFINED ENV{TERN_STAGING})
  set(TERN_STAGING "$ENV{TERN_STAGING}")
endif()
list(APPEND CMAKE_TRY_COMPILE_PLATFORM_VARIABLES TERN_STAGING)

set(_tern_tool "${TERN_SDK_DIR}/bin/x86_64-pc-cygwin-")

# A compiler the caller chose (CC, CXX, -DCMAKE_C_COMPILER, often the gcc names) stays.
foreach(_tern_pair "C;CC;clang" "CXX;CXX;clang++" "ASM;ASM;clang")
  list(GET _tern_pair 0 _tern_lang)
  list(GET _tern_pair 1 _tern_env)
  list(GET _tern_pair 2 _tern_name)
  if(NOT CMAKE_${_tern_lang}_COMPILER AND NOT "$ENV{${_tern_env}}" MATCHES "x86_64-pc-cygwin-")
    set(CMAKE_${_tern_lang}_COMPILER "${_tern_tool}${_tern_name}")
  endif()
endforeach()
if(NOT CMAKE_RC_COMPILER)
  # CMake's CYGWIN platform enables RC with every C or C++ project.
  set(CMAKE_RC_COMPILER "${_tern_tool}windres")
endif()

foreach(_tern_pair "AR;ar" "RANLIB;ranlib" "NM;nm" "STRIP;strip" "OBJCOPY;objcopy"
        "OBJDUMP;objdump" "READELF;readelf" "ADDR2LINE;addr2line" "DLLTOOL;dlltool" "LINKER;ld")
  list(GET _tern_pair 0 _tern_var)
  list(GET _tern_pair 1 _tern_name)
  set(CMAKE_${_tern_var} "${_tern_tool}${_tern_name}" CACHE FILEPATH "Tern's ${_tern_name}")
endforeach()
foreach(_tern_lang C CXX ASM)
  set(CMAKE_${_tern_lang}_COMPILER_AR "${_tern_tool}ar" CACHE FILEPATH "Tern's ar")
  set(CMAKE_${_tern_lang}_COMPILER_RANLIB "${_tern_tool}ranlib" CACHE FILEPATH "Tern's ranlib")
endforeach()

# Programs that a build runs come from the host; everything it links comes from the target.
# Prefixes the caller names are roots too: without that, CMake would look for
# <sysroot>/home/me/staging instead of /home/me/staging.
set(CMAKE_FIND_ROOT_PATH ${TERN_STAGING} "${TERN_SYSROOT}" ${CMAKE_PREFIX_PATH})
if(DEFINED ENV{CMAKE_PREFIX_PATH})
  string(REPLACE ":" ";" _tern_prefixes "$ENV{CMAKE_PREFIX_PATH}")
  list(APPEND CMAKE_FIND_ROOT_PATH ${_tern_prefixes})
endif()
set(CMAKE_FIND_ROOT_PATH_MODE_PROGRAM NEVER)
set(CMAKE_FIND_ROOT_PATH_MODE_LIBRARY ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_INCLUDE ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_PACKAGE ONLY)
set(PKG_CONFIG_EXECUTABLE "${_tern_tool}pkg-config" CACHE FILEPATH "Tern's pkg-config")

# The runner starts target programs, so ctest and try_run work as in a native build.
set(CMAKE_CROSSCOMPILING_EMULATOR "${_tern_tool}run" CACHE STRING "Runs target programs")
if(EXISTS "${CMAKE_CURRENT_LIST_DIR}/Tern/TernConfig.cmake")
  set(Tern_DIR "${CMAKE_CURRENT_LIST_DIR}/Tern" CACHE PATH "find_package(Tern): tern_bundle()")
endif()

unset(_tern_tool)
unset(_tern_pair)
unset(_tern_lang)
unset(_tern_env)
unset(_tern_name)
unset(_tern_var)
unset(_tern_prefixes)

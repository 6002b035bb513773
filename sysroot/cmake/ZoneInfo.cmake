# SPDX-FileCopyrightText: The Tern authors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# Zone files of the host's tzdata package in the sysroot: /usr/share/zoneinfo without the copies that count leap seconds
# (right) or repeat the rest (posix), and without what names the host's own zone. The data are in the public domain.
set(TERN_ZONEINFO "/usr/share/zoneinfo" CACHE PATH "Compiled zone files (Debian: tzdata)")
if(NOT EXISTS "${TERN_ZONEINFO}/Europe/Berlin")
  message(FATAL_ERROR "${TERN_ZONEINFO} has no zone files; install tzdata")
endif()
file(GLOB_RECURSE TERN_ZONE_FILES RELATIVE "${TERN_ZONEINFO}" "${TERN_ZONEINFO}/*")
list(FILTER TERN_ZONE_FILES EXCLUDE REGEX "^(right|posix)/|^(localtime|posixrules|leapseconds|leap-seconds.list)$")
set(stamp "${CMAKE_CURRENT_BINARY_DIR}/zoneinfo.stamp")
set(script "${CMAKE_CURRENT_BINARY_DIR}/zoneinfo.cmake")
file(CONFIGURE OUTPUT "${script}" @ONLY CONTENT [[
foreach(zone IN ITEMS @TERN_ZONE_FILES@)
  get_filename_component(folder "@TERN_SYSROOT@/usr/share/zoneinfo/${zone}" DIRECTORY)
  file(REAL_PATH "@TERN_ZONEINFO@/${zone}" file) # links become files: Windows and Wine have none that serve
  get_filename_component(name "${zone}" NAME)
  file(MAKE_DIRECTORY "${folder}")
  configure_file("${file}" "${folder}/${name}" COPYONLY)
endforeach()
]])
add_custom_command(OUTPUT "${stamp}"
  COMMAND "${CMAKE_COMMAND}" -P "${script}"
  COMMAND "${CMAKE_COMMAND}" -E touch "${stamp}"
  DEPENDS "${script}" "${TERN_ZONEINFO}/Europe/Berlin" COMMENT "Copying zone files" VERBATIM)
add_custom_target(zoneinfo ALL DEPENDS "${stamp}")

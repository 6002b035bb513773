# SPDX-FileCopyrightText: The Tern authors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

# Copies the runtimes' folders from `source` into the build tree, applies
# `patch_file` and sets `result` to the copy. Done again when the patch changes.
function(tern_patched_source result source patch_file)
  set(patch_file "${CMAKE_CURRENT_SOURCE_DIR}/${patch_file}")
  set(copy "${CMAKE_BINARY_DIR}/source")
  set(stamp "${CMAKE_BINARY_DIR}/source.stamp")
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${patch_file}")
  set(${result} "${copy}" PARENT_SCOPE)
  file(SHA256 "${patch_file}" wanted)
  set(present "")
  if(EXISTS "${stamp}")
    file(READ "${stamp}" present)
  endif()
  if(present STREQUAL "${wanted} ${source}")
    return()
  endif()
  file(REMOVE_RECURSE "${copy}" "${stamp}")
  foreach(part libcxx libcxxabi libunwind)
    file(COPY "${source}/${part}/include" "${source}/${part}/src" DESTINATION "${copy}/${part}")
  endforeach()
  execute_process(COMMAND patch -p1 --forward --batch --fuzz=0 --input "${patch_file}"
                  WORKING_DIRECTORY "${copy}" OUTPUT_VARIABLE output RESULT_VARIABLE failed)
  if(failed)
    message(FATAL_ERROR "${patch_file} does not fit ${source}:\n${output}")
  endif()
  file(WRITE "${stamp}" "${wanted} ${source}") # last: a half-made copy is made anew
endfunction()

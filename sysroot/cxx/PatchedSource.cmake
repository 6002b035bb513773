# SPDX-FileCopyrightText: The Tern authors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

# Copies the runtimes' folders from `source` into the build tree, applies the
# patches named after it and sets `result` to the copy. Done again when a patch
# changes.
function(tern_patched_source result source)
  set(copy "${CMAKE_BINARY_DIR}/source")
  set(stamp "${CMAKE_BINARY_DIR}/source.stamp")
  set(${result} "${copy}" PARENT_SCOPE)
  set(wanted "")
  foreach(patch_file IN LISTS ARGN)
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/${patch_file}")
    file(SHA256 "${CMAKE_CURRENT_SOURCE_DIR}/${patch_file}" hash)
    string(APPEND wanted "${hash} ")
  endforeach()
  set(present "")
  if(EXISTS "${stamp}")
    file(READ "${stamp}" present)
  endif()
  if(present STREQUAL "${wanted}${source}")
    return()
  endif()
  file(REMOVE_RECURSE "${copy}" "${stamp}")
  foreach(part libcxx libcxxabi libunwind)
    file(COPY "${source}/${part}/include" "${source}/${part}/src" DESTINATION "${copy}/${part}")
  endforeach()
  foreach(patch_file IN LISTS ARGN)
    execute_process(COMMAND patch -p1 --forward --batch --fuzz=0
                            --input "${CMAKE_CURRENT_SOURCE_DIR}/${patch_file}"
                    WORKING_DIRECTORY "${copy}" OUTPUT_VARIABLE output RESULT_VARIABLE failed)
    if(failed)
      message(FATAL_ERROR "${patch_file} does not fit ${source}:\n${output}")
    endif()
  endforeach()
  file(WRITE "${stamp}" "${wanted}${source}") # last: a half-made copy is made anew
endfunction()

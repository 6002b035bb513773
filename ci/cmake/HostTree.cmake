# SPDX-FileCopyrightText: The Tern authors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

# Adds the target to `result` for each target below `folder`, at any depth.
function(_tern_targets_below folder result)
  get_property(here DIRECTORY "${folder}" PROPERTY BUILDSYSTEM_TARGETS)
  get_property(folders DIRECTORY "${folder}" PROPERTY SUBDIRECTORIES)
  foreach(sub IN LISTS folders)
    _tern_targets_below("${sub}" below)
    list(APPEND here ${below})
  endforeach()
  set(${result} "${here}" PARENT_SCOPE)
endfunction()

# Builds the host programs and installs them, with the files that users' build
# systems read, into the SDK tree. The target `sdk-tree` is done when all is in
# place.
function(tern_host_tree)
  set(parts "")
  foreach(part IN ITEMS sdk toolchain-files)
    if(EXISTS "${CMAKE_CURRENT_SOURCE_DIR}/${part}/CMakeLists.txt")
      add_subdirectory(${part})
      _tern_targets_below("${CMAKE_CURRENT_SOURCE_DIR}/${part}" below)
      list(APPEND parts ${below})
    endif()
  endforeach()
  list(REMOVE_DUPLICATES parts)
  set(install "")
  if(EXISTS "${CMAKE_CURRENT_SOURCE_DIR}/sdk/CMakeLists.txt")
    set(install COMMAND "${CMAKE_COMMAND}" --install "${CMAKE_CURRENT_BINARY_DIR}/sdk" --prefix "${TERN_SDK_DIR}")
  endif()
  # The prefix script is the runner's too, so it is part of what users get.
  add_custom_target(sdk-tree ALL
    ${install}
    COMMAND "${CMAKE_COMMAND}" -E make_directory "${TERN_SDK_DIR}/libexec/tern" "${TERN_SDK_DIR}/share/licenses/tern"
    COMMAND "${CMAKE_COMMAND}" -E copy_if_different "${CMAKE_CURRENT_SOURCE_DIR}/ci/prefix" "${TERN_SDK_DIR}/libexec/tern/prefix"
    COMMAND "${CMAKE_COMMAND}" -E copy_if_different "${CMAKE_CURRENT_SOURCE_DIR}/LICENSE" "${TERN_SDK_DIR}/share/licenses/tern/LICENSE"
    COMMENT "Putting the host's part of the SDK together" VERBATIM)
  if(parts)
    add_dependencies(sdk-tree ${parts})
  endif()
endfunction()

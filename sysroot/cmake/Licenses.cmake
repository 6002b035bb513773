# SPDX-FileCopyrightText: The Tern authors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# Licence texts of what the sysroot is made of, into share/licenses.

function(tern_license component file)
  if(NOT EXISTS "${file}")
    message(FATAL_ERROR "no licence text ${file}")
  endif()
  cmake_path(GET file FILENAME name)
  file(MAKE_DIRECTORY "${TERN_SDK_DIR}/share/licenses/${component}")
  file(COPY_FILE "${file}" "${TERN_SDK_DIR}/share/licenses/${component}/${name}" ONLY_IF_DIFFERENT)
endfunction()

tern_license(newlib "${TERN_NEWLIB_SOURCE}/../COPYING.NEWLIB")
tern_license(llvm "${TERN_LLVM_SOURCE}/LICENSE.TXT")
tern_license(mingw-w64 "/usr/share/doc/mingw-w64-x86-64-dev/copyright")

# Compiled into tern1.dll by runtime/, from the same folder of sources.
if(EXISTS "${TERN_SOURCES_DIR}/mimalloc/LICENSE")
  tern_license(mimalloc "${TERN_SOURCES_DIR}/mimalloc/LICENSE")
endif()
tern_license(tzdata "/usr/share/doc/tzdata/copyright")

# SPDX-FileCopyrightText: The Tern authors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# Links tern1.dll and makes libcygwin.a: its import library and the static members of sysroot/crt.
find_program(TERN_LLD NAMES ld.lld-19 ld.lld REQUIRED HINTS /usr/lib/llvm-19/bin)
find_program(TERN_STRIP NAMES llvm-strip-19 llvm-strip REQUIRED)
find_program(TERN_PYTHON NAMES python3 REQUIRED)

set(dll "${TERN_SYSROOT}/bin/tern1.dll")
set(debug_dll "${CMAKE_BINARY_DIR}/tern1.dll") # with DWARF: for the debugger
set(implib "${CMAKE_BINARY_DIR}/libtern1.dll.a")
set(newlib "${TERN_OBJ_DIR}/sysroot/libtern_newlib.a")
set(builtins "${TERN_USR_LIB}/libclang_rt.builtins.a")
set(def "${CMAKE_BINARY_DIR}/tern1.def")
file(MAKE_DIRECTORY "${TERN_SYSROOT}/bin")
file(GLOB_RECURSE public_headers CONFIGURE_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/../sysroot/include/*.h")

set(objects "$<TARGET_OBJECTS:runtime_objects>" "$<TARGET_OBJECTS:mimalloc>")
set(rsp "${CMAKE_BINARY_DIR}/tern1.objects")
file(GENERATE OUTPUT "${rsp}" CONTENT "\"$<JOIN:${objects},\"\n\">\"\n") # quoted: a path may have blanks

# The reviewed list (exports/tern1.symbols) says what is exported; what is not defined yet is left out and reported.
add_custom_command(OUTPUT "${def}"
  COMMAND "${TERN_PYTHON}" "${CMAKE_CURRENT_SOURCE_DIR}/exports/make_def.py" --objects "${rsp}" --archive "${newlib}"
          --symbols "${CMAKE_CURRENT_SOURCE_DIR}/exports/tern1.symbols" --output "${def}"
  DEPENDS runtime_objects mimalloc ${objects} "${newlib}" exports/make_def.py exports/tern1.symbols "${rsp}"
  COMMENT "Choosing tern1.dll's exports" VERBATIM)

add_custom_command(OUTPUT "${debug_dll}" "${implib}"
  COMMAND "${TERN_LLD}" -m i386pep --shared -e tern_dll_main --image-base 0x400000000
          --disable-dynamicbase --disable-high-entropy-va --file-alignment 4096 --no-insert-timestamp --build-id
          --gc-sections -Xlink=-errorlimit:0 -plugin-opt=-emulated-tls ${TERN_LINK_OPTIONS}
          -o "${debug_dll}" --out-implib "${implib}" "@${rsp}" "${def}"
          --whole-archive "${newlib}" --no-whole-archive "${builtins}"
          -L "${TERN_USR_LIB}" -lkernel32 -lntdll
  DEPENDS runtime_objects mimalloc ${objects} "${newlib}" "${builtins}" "${def}"
  COMMENT "Linking tern1.dll" VERBATIM)

add_custom_command(OUTPUT "${dll}"
  COMMAND "${TERN_STRIP}" --strip-all -o "${dll}.new" "${debug_dll}"
  COMMAND "${CMAKE_COMMAND}" -E rename "${dll}.new" "${dll}"
  DEPENDS "${debug_dll}" VERBATIM)

set(libcygwin "${TERN_USR_LIB}/libcygwin.a")
file(GLOB crt_members CONFIGURE_DEPENDS "${TERN_OBJ_DIR}/sysroot/crt-members/*.o")
add_custom_command(OUTPUT "${libcygwin}"
  COMMAND "${CMAKE_COMMAND}" -DAR=${CMAKE_AR} -DOUTPUT=${libcygwin} -DIMPLIB=${implib} "-DMEMBERS=${crt_members}"
          -P "${CMAKE_CURRENT_LIST_DIR}/MergeArchive.cmake"
  DEPENDS "${implib}" ${crt_members} "${CMAKE_CURRENT_LIST_DIR}/MergeArchive.cmake" VERBATIM)

add_custom_target(tern1 ALL DEPENDS "${dll}" "${libcygwin}")

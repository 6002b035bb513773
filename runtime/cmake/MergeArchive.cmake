# SPDX-FileCopyrightText: The Tern authors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# OUTPUT = IMPLIB's members and MEMBERS, in one archive; written aside and renamed.
set(script "create \"${OUTPUT}.new\"\naddlib \"${IMPLIB}\"\n")
foreach(member IN LISTS MEMBERS)
  string(APPEND script "addmod \"${member}\"\n")
endforeach()
string(APPEND script "save\nend\n")
file(WRITE "${OUTPUT}.mri" "${script}")
execute_process(COMMAND "${AR}" -M INPUT_FILE "${OUTPUT}.mri" RESULT_VARIABLE result)
if(NOT result EQUAL 0)
  message(FATAL_ERROR "cannot make ${OUTPUT}")
endif()
file(REMOVE "${OUTPUT}.mri")
file(RENAME "${OUTPUT}.new" "${OUTPUT}")

# SPDX-FileCopyrightText: The Tern authors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
target_sources(${program} PRIVATE "${TERN_TESTS_DIR}/../fs/name_map.cc" "${TERN_TESTS_DIR}/../fs/mount_table.cc"
  "${TERN_TESTS_DIR}/../fs/link_format.cc" "${TERN_TESTS_DIR}/../core/utf.cc"
  "${TERN_TESTS_DIR}/../fs/acl_convert.cc" "${TERN_TESTS_DIR}/../fs/mode_bits.cc" "${TERN_TESTS_DIR}/../nt/security_format.cc"
  "${TERN_TESTS_DIR}/../user/sid_map.cc")

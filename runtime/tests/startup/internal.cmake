# SPDX-FileCopyrightText: The Tern authors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
target_sources(${program} PRIVATE "${TERN_TESTS_DIR}/../startup/command_line.cc")

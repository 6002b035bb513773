// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// ftok: POSIX XSH ftok. The key is made of the file's inode and device and of id's low eight bits; -1 and stat's errno.
#include "core/sections.h"
#include <sys/ipc.h>
#include <sys/stat.h>

TERN_EXPORT key_t ftok(const char *path, int id) {
  struct stat st;
  if (stat(path, &st)) return -1;
  // key_t has 64 bits: 8 of id, 16 of the device, 40 of the inode; never negative, so that -1 stays the error.
  return static_cast<key_t>((static_cast<unsigned long>(id & 0xff) << 55 | (st.st_dev & 0x7fff) << 40 |
                             (st.st_ino & 0xffffffffff)) & 0x7fffffffffffffff);
}

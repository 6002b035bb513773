// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Lines of fstab: parsed words lie inside the line, and what was added can be found.
#include "fs/mount_table.h"
#include <stdlib.h>
#include <string.h>
#include <vector>

using namespace tern::fs;

extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size) {
  std::vector<char> text(data, data + size);
  text.push_back(0);
  MountTable *table = new (malloc(sizeof(MountTable))) MountTable;
  FstabLine line;
  const char *why = nullptr;
  if (parse_fstab_line(text.data(), line, why) == FstabResult::Mount) {
    const char *end = text.data() + text.size();
    if (line.posix < text.data() || line.posix + line.posix_length > end || line.native + line.native_length > end) abort();
    char16_t native[5000], out[5000];
    size_t n, k;
    uint32_t flags;
    if (line.flags & kMountCygdrive) table->set_cygdrive(line.posix, line.posix_length, line.flags);
    else if (win32_to_native(line.native, line.native_length, native, 5000, n) && table->add(line.posix, line.posix_length, native, n, "x", line.flags)) {
      if (line.posix_length > 1 && !table->to_native(line.posix, line.posix_length, out, 5000, k, flags)) abort();
      table->is_above_mount(line.posix, line.posix_length);
      table->remove(line.posix, line.posix_length);
    }
  }
  free(table);
  return 0;
}

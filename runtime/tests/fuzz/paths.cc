// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Names to NT and back: every name without a slash or backslash survives; Win32 paths never overrun.
#include "fs/mount_table.h"
#include "fs/name_map.h"
#include <stdlib.h>
#include <string.h>
#include <string>

using namespace tern::fs;

extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size) {
  if (size > 4000) return 0;
  std::string s(reinterpret_cast<const char *>(data), size);
  char16_t native[5000], small[16];
  char back[16000], tiny[16];
  size_t length, n;
  uint32_t flags;
  if (win32_to_native(s.data(), s.size(), native, 5000, length)) {
    if (mounts().to_posix(native, length, back, sizeof back, n)) mounts().to_native(back, n, native, 5000, length, flags);
    win32_to_native(s.data(), s.size(), small, 16, length);
    mounts().to_posix(native, length < 5000 ? length : 0, tiny, sizeof tiny, n);
  }
  std::string name;
  for (char c : s)
    if (c != '/' && c != '\\' && c) name += c;
  for (bool map : {true, false}) {
    NameRules rules{map, map};
    n = to_native(name.data(), name.size(), native, 5000, rules);
    if (n == SIZE_MAX) continue;
    size_t k = to_posix(native, n, back, sizeof back, rules);
    if (k != name.size() || memcmp(back, name.data(), k)) abort();
    to_native(name.data(), name.size(), small, 16, rules);
    to_posix(native, n, tiny, sizeof tiny, rules);
  }
  // Any UTF-16 at all.
  n = size / 2;
  memcpy(native, data, n * 2);
  to_posix(native, n, back, sizeof back);
  return 0;
}

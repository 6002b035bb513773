// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Files that claim to be links.
#include "fs/link_format.h"
#include <initializer_list>
#include <stdlib.h>
#include <string.h>

using namespace tern::fs;

extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size) {
  char out[kLinkTargetMax];
  for (auto *parse : {parse_link_file, parse_reparse, parse_shortcut}) {
    size_t n = parse(data, size, out, sizeof out);
    if (n >= sizeof out || (n && strlen(out) != n)) abort();
  }
  bool marked = size >= 2 && data[0] == 0xff && data[1] == 0xfe;
  if (size && size < kLinkTargetMax && !memchr(data, 0, size) && !marked) { // every target survives
    static unsigned char file[kLinkFileMax];
    size_t n = make_link_file(reinterpret_cast<const char *>(data), size, file, sizeof file);
    if (n && (parse_link_file(file, n, out, sizeof out) != size || memcmp(out, data, size))) abort();
  }
  return 0;
}

// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// strcmp() (C17 7.24.4.2). Async-signal-safe.
#include "vector.h"

enum { kPage = 4096 };

static inline int crosses_page(const unsigned char *p) { return ((uintptr_t)p & (kPage - 1)) > kPage - 16; }

int strcmp(const char *first, const char *second) {
  const unsigned char *a = (const unsigned char *)first, *b = (const unsigned char *)second;
  for (;;) {
    if (crosses_page(a) || crosses_page(b)) {
      for (int i = 0; i < 16; ++i, ++a, ++b)
        if (*a != *b || !*a)
          return *a - *b;
      continue;
    }
    vector bytes = load(a);
    unsigned stop = (equal_bytes(bytes, load(b)) ^ 0xffff) | zero_bytes(bytes);
    if (stop) {
      unsigned i = first_bit(stop);
      return a[i] - b[i];
    }
    a += 16;
    b += 16;
  }
}

// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// strlen() (C17 7.24.6.4). Loads are aligned, so none reaches into a page that
// the string does not lie in. Async-signal-safe.
#include "vector.h"

size_t strlen(const char *string) {
  const char *block = (const char *)((uintptr_t)string & ~(uintptr_t)15);
  unsigned found = zero_bytes(load_aligned(block)) & (~0u << (string - block));
  while (!found) {
    block += 16;
    while (((uintptr_t)block & 63) == 0) {
      // The smallest of four bytes is zero where one of them is.
      vector a = _mm_min_epu8(load_aligned(block), load_aligned(block + 16));
      vector b = _mm_min_epu8(load_aligned(block + 32), load_aligned(block + 48));
      if (zero_bytes(_mm_min_epu8(a, b)))
        break;
      block += 64;
    }
    found = zero_bytes(load_aligned(block));
  }
  return (size_t)(block + first_bit(found) - string);
}

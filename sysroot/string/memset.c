// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// memset() (C17 7.24.6.1). Async-signal-safe.
#include "vector.h"

void *memset(void *destination, int value, size_t n) {
  char *d = destination;
  vector v = _mm_set1_epi8((char)value);
  if (n < 16) {
    uint64_t word = (unsigned char)value * 0x0101010101010101u;
    if (n >= 8) {
      STORE_AS(uint64_t, d, word);
      STORE_AS(uint64_t, d + n - 8, word);
    } else if (n >= 4) {
      STORE_AS(uint32_t, d, (uint32_t)word);
      STORE_AS(uint32_t, d + n - 4, (uint32_t)word);
    } else if (n) {
      d[0] = d[n / 2] = d[n - 1] = (char)value;
    }
    return destination;
  }
  store(d, v);
  store(d + n - 16, v);
  if (n <= 32)
    return destination;
  store(d + 16, v);
  store(d + n - 32, v);
  if (n <= 64)
    return destination;
  char *end = d + n;
  for (char *to = (char *)(((uintptr_t)d + 32) & ~(uintptr_t)15); to < end - 64; to += 64) {
    store_aligned(to, v);
    store_aligned(to + 16, v);
    store_aligned(to + 32, v);
    store_aligned(to + 48, v);
  }
  store(end - 64, v);
  store(end - 48, v);
  return destination;
}

// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// memchr() (C17 7.24.5.1). Loads are aligned, so none reaches into a page that
// the object does not lie in. Async-signal-safe.
#include "vector.h"

void *memchr(const void *object, int value, size_t n) {
  if (n == 0)
    return NULL;
  const char *start = object, *end = start + n;
  if (end < start)
    end = (const char *)UINTPTR_MAX; // a caller who knows that the byte is there
  vector wanted = _mm_set1_epi8((char)value);
  const char *block = (const char *)((uintptr_t)start & ~(uintptr_t)15);
  unsigned found = equal_bytes(load_aligned(block), wanted) & (~0u << (start - block));
  for (;;) {
    if (found) {
      const char *place = block + first_bit(found);
      return place < end ? (void *)place : NULL;
    }
    if (end - block <= 16)
      return NULL;
    block += 16;
    while (((uintptr_t)block & 63) == 0 && end - block > 64) {
      vector m0 = _mm_cmpeq_epi8(load_aligned(block), wanted);
      vector m1 = _mm_cmpeq_epi8(load_aligned(block + 16), wanted);
      vector m2 = _mm_cmpeq_epi8(load_aligned(block + 32), wanted);
      vector m3 = _mm_cmpeq_epi8(load_aligned(block + 48), wanted);
      if (_mm_movemask_epi8(_mm_or_si128(_mm_or_si128(m0, m1), _mm_or_si128(m2, m3))))
        break;
      block += 64;
    }
    found = equal_bytes(load_aligned(block), wanted);
  }
}

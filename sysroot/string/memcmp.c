// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// memcmp() (C17 7.24.4.1). Async-signal-safe.
#include "vector.h"

static inline int difference(const unsigned char *a, const unsigned char *b, unsigned same) {
  unsigned i = first_bit(~same);
  return a[i] - b[i];
}

int memcmp(const void *first, const void *second, size_t n) {
  const unsigned char *a = first, *b = second;
  if (n < 16) {
    for (size_t i = 0; i < n; ++i)
      if (a[i] != b[i])
        return a[i] - b[i];
    return 0;
  }
  size_t i = 0;
  for (; i + 32 <= n; i += 32) {
    vector same0 = _mm_cmpeq_epi8(load(a + i), load(b + i));
    vector same1 = _mm_cmpeq_epi8(load(a + i + 16), load(b + i + 16));
    if (_mm_movemask_epi8(_mm_and_si128(same0, same1)) != 0xffff) {
      unsigned low = (unsigned)_mm_movemask_epi8(same0);
      return low != 0xffff ? difference(a + i, b + i, low)
                           : difference(a + i + 16, b + i + 16, (unsigned)_mm_movemask_epi8(same1));
    }
  }
  if (i + 16 <= n) {
    unsigned same = equal_bytes(load(a + i), load(b + i));
    if (same != 0xffff)
      return difference(a + i, b + i, same);
  }
  unsigned same = equal_bytes(load(a + n - 16), load(b + n - 16));
  return same == 0xffff ? 0 : difference(a + n - 16, b + n - 16, same);
}

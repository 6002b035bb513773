// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// strchr() (C17 7.24.5.2) and strchrnul() (POSIX.1-2024 has neither the latter
// nor need of it, GNU has). Aligned loads; async-signal-safe.
#include "vector.h"

char *strchrnul(const char *string, int value) {
  vector wanted = _mm_set1_epi8((char)value);
  const char *block = (const char *)((uintptr_t)string & ~(uintptr_t)15);
  vector bytes = load_aligned(block);
  unsigned found = (equal_bytes(bytes, wanted) | zero_bytes(bytes)) & (~0u << (string - block));
  while (!found) {
    block += 16;
    bytes = load_aligned(block);
    // A byte that is wanted becomes zero by the exclusive or; so one test does for both.
    found = zero_bytes(_mm_min_epu8(bytes, _mm_xor_si128(bytes, wanted)));
  }
  return (char *)block + first_bit(found);
}

char *strchr(const char *string, int value) {
  char *place = strchrnul(string, value);
  return *place == (char)value ? place : NULL;
}

char *index(const char *string, int value) __attribute__((alias("strchr")));

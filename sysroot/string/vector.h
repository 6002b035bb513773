// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// 16-byte vectors for the byte-string functions: SSE2, which every x86-64 has.
#pragma once

#include <emmintrin.h>
#include <stddef.h>
#include <stdint.h>

typedef __m128i vector;

static inline vector load(const void *p) { return _mm_loadu_si128((const vector *)p); }
static inline vector load_aligned(const void *p) { return _mm_load_si128((const vector *)p); }
static inline void store(void *p, vector v) { _mm_storeu_si128((vector *)p, v); }
static inline void store_aligned(void *p, vector v) { _mm_store_si128((vector *)p, v); }

// Bit i is set where the bytes i are equal.
static inline unsigned equal_bytes(vector a, vector b) {
  return (unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(a, b));
}
static inline unsigned zero_bytes(vector v) { return equal_bytes(v, _mm_setzero_si128()); }

static inline unsigned first_bit(unsigned mask) { return (unsigned)__builtin_ctz(mask); }

#define LOAD_AS(type, p) (((const struct { type value; } __attribute__((packed, may_alias)) *)(p))->value)
#define STORE_AS(type, p, v) (((struct { type value; } __attribute__((packed, may_alias)) *)(p))->value = (v))

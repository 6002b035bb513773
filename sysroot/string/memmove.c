// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// memcpy() and memmove() (C17 7.24.2). One implementation: up to 128 bytes
// everything is loaded before anything is stored, and beyond that the question
// whether the ranges overlap costs nothing. Async-signal-safe.
#include "vector.h"


static inline void move_up_to_16(char *d, const char *s, size_t n) {
  if (n >= 8) {
    uint64_t head = LOAD_AS(uint64_t, s), tail = LOAD_AS(uint64_t, s + n - 8);
    STORE_AS(uint64_t, d, head);
    STORE_AS(uint64_t, d + n - 8, tail);
  } else if (n >= 4) {
    uint32_t head = LOAD_AS(uint32_t, s), tail = LOAD_AS(uint32_t, s + n - 4);
    STORE_AS(uint32_t, d, head);
    STORE_AS(uint32_t, d + n - 4, tail);
  } else if (n >= 2) {
    uint16_t head = LOAD_AS(uint16_t, s), tail = LOAD_AS(uint16_t, s + n - 2);
    STORE_AS(uint16_t, d, head);
    STORE_AS(uint16_t, d + n - 2, tail);
  } else if (n) {
    *d = *s;
  }
}

static inline void move_up_to_128(char *d, const char *s, size_t n) {
  vector a = load(s), z = load(s + n - 16);
  if (n > 32) {
    vector b = load(s + 16), y = load(s + n - 32);
    if (n > 64) {
      vector c = load(s + 32), e = load(s + 48), w = load(s + n - 64), x = load(s + n - 48);
      store(d + 32, c);
      store(d + 48, e);
      store(d + n - 64, w);
      store(d + n - 48, x);
    }
    store(d + 16, b);
    store(d + n - 32, y);
  }
  store(d, a);
  store(d + n - 16, z);
}

// From the start, 64 bytes a turn; what the first and the last turn cover is
// loaded before the loop, so the destination may lie below the source.
static inline void move_forward(char *d, const char *s, size_t n) {
  vector head = load(s), t0 = load(s + n - 64), t1 = load(s + n - 48), t2 = load(s + n - 32), t3 = load(s + n - 16);
  char *end = d + n, *to = (char *)(((uintptr_t)d + 16) & ~(uintptr_t)15);
  const char *from = s + (to - d);
  for (; to < end - 64; to += 64, from += 64) {
    vector a = load(from), b = load(from + 16), c = load(from + 32), e = load(from + 48);
    store_aligned(to, a);
    store_aligned(to + 16, b);
    store_aligned(to + 32, c);
    store_aligned(to + 48, e);
  }
  store(end - 64, t0);
  store(end - 48, t1);
  store(end - 32, t2);
  store(end - 16, t3);
  store(d, head);
}

static inline void move_backward(char *d, const char *s, size_t n) {
  vector tail = load(s + n - 16), h0 = load(s), h1 = load(s + 16), h2 = load(s + 32), h3 = load(s + 48);
  char *end = d + n, *to = (char *)(((uintptr_t)end - 1) & ~(uintptr_t)15);
  const char *from = s + (to - d);
  for (; to > d + 64; to -= 64, from -= 64) {
    vector a = load(from - 16), b = load(from - 32), c = load(from - 48), e = load(from - 64);
    store_aligned(to - 16, a);
    store_aligned(to - 32, b);
    store_aligned(to - 48, c);
    store_aligned(to - 64, e);
  }
  store(d, h0);
  store(d + 16, h1);
  store(d + 32, h2);
  store(d + 48, h3);
  store(end - 16, tail);
}

void *memmove(void *destination, const void *source, size_t n) {
  char *d = destination;
  const char *s = source;
  if (n <= 16)
    move_up_to_16(d, s, n);
  else if (n <= 128)
    move_up_to_128(d, s, n);
  else if ((uintptr_t)d - (uintptr_t)s >= n) // also where d is below s
    move_forward(d, s, n);
  else
    move_backward(d, s, n);
  return destination;
}

void *memcpy(void *destination, const void *source, size_t n) __attribute__((alias("memmove")));

// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Every length and alignment near the sizes at which the functions change
// their ways, strings up to the end of a page, overlapping moves.
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "../check.h"

enum { kSize = 1024 };
static unsigned char area[3 * kSize], model[3 * kSize];

static void moves(void) {
  for (size_t n = 0; n < 300; n += n < 140 ? 1 : 13)
    for (int distance = -80; distance <= 80; distance += distance > -20 && distance < 20 ? 1 : 7) {
      for (int i = 0; i < 3 * kSize; ++i)
        area[i] = model[i] = (unsigned char)(i * 7 + n);
      memmove(area + kSize + distance, area + kSize, n);
      for (size_t i = 0; i < n; ++i)
        model[kSize + distance + i] = (unsigned char)((kSize + i) * 7 + n);
      int same = 1;
      for (int i = 0; i < 3 * kSize; ++i)
        same &= area[i] == model[i];
      CHECK(same);
    }
}

static void sets(void) {
  for (size_t n = 0; n < 200; ++n)
    for (int offset = 0; offset < 17; ++offset) {
      for (int i = 0; i < 512; ++i)
        area[i] = 1;
      CHECK(memset(area + 32 + offset, 0xa5, n) == area + 32 + offset);
      int right = 1;
      for (int i = 0; i < 512; ++i)
        right &= area[i] == (i >= 32 + offset && i < 32 + offset + (int)n ? 0xa5 : 1);
      CHECK(right);
    }
}

static void page_end(void) {
  size_t page = (size_t)sysconf(_SC_PAGESIZE);
  char *map = mmap(NULL, 2 * page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  CHECK(map != MAP_FAILED);
  CHECK(mprotect(map + page, page, PROT_NONE) == 0);
  char *end = map + page;
  for (size_t n = 0; n < 150; ++n) {
    char *s = end - n - 1;
    for (size_t i = 0; i < n; ++i)
      s[i] = (char)('a' + i % 3);
    s[n] = 0;
    CHECK(strlen(s) == n);
    CHECK(strchr(s, 'z') == NULL && strchr(s, 0) == s + n);
    CHECK(n < 3 || strchr(s, 'c') == s + 2);
    CHECK(memchr(s, 'z', n) == NULL);
    CHECK(n == 0 || memchr(s, s[n - 1], n) != NULL);
    char copy[200];
    memcpy(copy, s, n + 1);
    CHECK(strcmp(copy, s) == 0 && memcmp(copy, s, n) == 0);
    if (n) {
      copy[n - 1] = (char)0x80;
      CHECK(strcmp(copy, s) > 0 && strcmp(s, copy) < 0 && memcmp(s, copy, n) < 0);
    }
  }
}

int main(void) {
  moves();
  sets();
  page_end();
  return check_result();
}

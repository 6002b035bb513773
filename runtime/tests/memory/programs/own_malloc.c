// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A program with its own malloc: what libc gives it must come from there. Status 0 when it does.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static _Alignas(16) char pool[1 << 20];
static size_t used;

void *malloc(size_t n) {
  n = (n + 31) & ~(size_t)15;
  if (n > sizeof pool - used) return NULL;
  char *p = pool + used;
  used += n;
  *(size_t *)p = n - 16;
  return p + 16;
}
void free(void *p) { (void)p; }
void *calloc(size_t n, size_t size) {
  void *p = malloc(n * size);
  return p ? memset(p, 0, n * size) : NULL;
}
void *realloc(void *old, size_t n) {
  void *p = malloc(n);
  if (!p || !old) return p;
  size_t had = *(size_t *)((char *)old - 16);
  return memcpy(p, old, had < n ? had : n);
}

static int from_pool(const void *p) { return (const char *)p >= pool && (const char *)p < pool + sizeof pool; }

int main(void) {
  char *copy = strdup("copied");
  if (!from_pool(copy)) return 1;
  free(copy);
  char *line = NULL;
  size_t size = 0;
  FILE *f = fopen("/dev/null", "r");
  if (!f || getline(&line, &size, f) != -1) return 2;
  fclose(f);
  char *text = NULL;
  if (asprintf(&text, "%d %s", 7, "x") != 3 || !from_pool(text)) return 3;
  return 0;
}

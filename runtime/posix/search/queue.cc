// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// insque and remque: POSIX XSH <search.h>.
#include "core/sections.h"
#include <search.h>
#include <string.h>

namespace {
struct Element {
  Element *next, *prev;
};
} // namespace

TERN_EXPORT void insque(void *element, void *predecessor) {
  auto *e = static_cast<Element *>(element), *p = static_cast<Element *>(predecessor);
  e->prev = p;
  e->next = p ? p->next : nullptr;
  if (!p) return;
  if (p->next) p->next->prev = e;
  p->next = e;
}

TERN_EXPORT void remque(void *element) {
  auto *e = static_cast<Element *>(element);
  if (e->prev) e->prev->next = e->next;
  if (e->next) e->next->prev = e->prev;
}

TERN_EXPORT void *lfind(const void *key, const void *base, size_t *count, size_t width, int (*compare)(const void *, const void *)) {
  auto *p = static_cast<const char *>(base);
  for (size_t i = 0; i < *count; i++, p += width)
    if (compare(key, p) == 0) return const_cast<char *>(p);
  return nullptr;
}

TERN_EXPORT void *lsearch(const void *key, void *base, size_t *count, size_t width, int (*compare)(const void *, const void *)) {
  if (void *found = lfind(key, base, count, width, compare)) return found;
  return memcpy(static_cast<char *>(base) + (*count)++ * width, key, width);
}

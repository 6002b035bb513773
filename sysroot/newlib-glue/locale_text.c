// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "locale_text.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

enum { kRoom = 12 * 1024 };

int tern_text_begin(struct locale_text *text, void *wctomb) {
  text->start = text->next = malloc(kRoom);
  text->end = text->start ? text->start + kRoom : NULL;
  text->wctomb = wctomb;
  return text->start ? 0 : -1;
}

static void *take(struct locale_text *text, size_t size) {
  char *place = text->next + ((size_t)text->next & 1); // aligned for wchar_t
  if (!place || (size_t)(text->end - place) < size)
    return NULL;
  text->next = place + size;
  return place;
}

const wchar_t *tern_text_wide(struct locale_text *text, const wchar_t *string) {
  size_t size = (wcslen(string) + 1) * sizeof *string;
  wchar_t *copy = take(text, size);
  return copy ? memcpy(copy, string, size) : NULL;
}

const char *tern_text_bytes(struct locale_text *text, const wchar_t *string) {
  char bytes[256];
  size_t used = 0;
  mbstate_t state = {0};
  for (; *string && used < sizeof bytes - MB_LEN_MAX - 1; ++string) {
    int n = text->wctomb(_REENT, bytes + used, *string, &state);
    if (n > 0)
      used += (size_t)n;
    else if (n < 0 && (*string == 0xa0 || *string == 0x202f || *string == 0x2009))
      bytes[used++] = ' ';
  }
  bytes[used++] = 0;
  char *copy = take(text, used);
  return copy ? memcpy(copy, bytes, used) : NULL;
}

const char *tern_text_number(struct locale_text *text, int value) {
  char *copy = take(text, 2);
  if (copy) {
    copy[0] = (char)(value < 0 ? CHAR_MAX : value);
    copy[1] = 0;
  }
  return copy;
}

const char *tern_text_grouping(struct locale_text *text, const wchar_t *string) {
  char groups[16];
  size_t n = 0;
  int repeats = 0;
  for (const wchar_t *c = string; *c && n < sizeof groups - 2; ++c)
    if (*c >= L'1' && *c <= L'9')
      groups[n++] = (char)(*c - L'0');
    else if (*c == L'0')
      repeats = 1; // a final 0 says that the group before it repeats
  if (n && !repeats)
    groups[n++] = CHAR_MAX;
  groups[n++] = 0;
  char *copy = take(text, n);
  return copy ? memcpy(copy, groups, n) : NULL;
}

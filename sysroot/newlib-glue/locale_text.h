// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Builds the strings of one locale category in one allocation, each as wide
// text and in the locale's charset.
#pragma once

#include <reent.h>
#include <stddef.h>
#include <wchar.h>

struct locale_text {
  char *start, *next, *end;
  int (*wctomb)(struct _reent *, char *, wchar_t, mbstate_t *);
};

// Returns 0, or -1 if memory is short.
int tern_text_begin(struct locale_text *text, void *wctomb);

// Both return NULL when the room is used up. A character the charset lacks
// becomes a space if it is one, else it is left out.
const wchar_t *tern_text_wide(struct locale_text *text, const wchar_t *string);
const char *tern_text_bytes(struct locale_text *text, const wchar_t *string);

// A string of one byte, as struct lconv's numbers are kept; a negative value
// means "not available" (CHAR_MAX).
const char *tern_text_number(struct locale_text *text, int value);
// Windows' "3;2;0" in lconv's form.
const char *tern_text_grouping(struct locale_text *text, const wchar_t *string);

// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What the C library takes from Windows' national language support, in plain
// C types: this folder sees windows.h in nls.c only.
#pragma once

#include <stddef.h>
#include <wchar.h>

// Whether Windows (or Wine) has the code page.
int tern_nls_has_codepage(unsigned codepage);

// Converts one character of `n` bytes. Returns the number of UTF-16 units
// written to `out` (1, or 2 for a surrogate pair), 0 if it is not valid.
int tern_nls_decode(unsigned codepage, const char *bytes, int n, wchar_t out[2]);

// Converts `n` UTF-16 units (one character). Returns the number of bytes
// written to `out`, 0 if the code page does not have the character.
int tern_nls_encode(unsigned codepage, const wchar_t *units, int n, char out[8]);

enum tern_nls_item {
  TERN_NLS_DECIMAL, TERN_NLS_THOUSAND, TERN_NLS_GROUPING,
  TERN_NLS_MON_DECIMAL, TERN_NLS_MON_THOUSAND, TERN_NLS_MON_GROUPING,
  TERN_NLS_INT_SYMBOL, TERN_NLS_CURRENCY, TERN_NLS_POSITIVE_SIGN, TERN_NLS_NEGATIVE_SIGN,
  TERN_NLS_SHORT_DATE, TERN_NLS_LONG_DATE, TERN_NLS_TIME, TERN_NLS_AM, TERN_NLS_PM,
  TERN_NLS_NUMERIC_ITEMS, // those below are numbers
  TERN_NLS_INT_DIGITS, TERN_NLS_CUR_DIGITS, TERN_NLS_POS_PRECEDES, TERN_NLS_POS_SPACE,
  TERN_NLS_NEG_PRECEDES, TERN_NLS_NEG_SPACE, TERN_NLS_POS_SIGN_POSITION, TERN_NLS_NEG_SIGN_POSITION,
};

// Whether Windows has data for the locale ("de-DE"); it makes up data for any
// well-formed name, and such a name does not count.
int tern_nls_has_locale(const wchar_t *locale);

// Copies a string of the locale to `out`; an empty string where there is none.
void tern_nls_string(const wchar_t *locale, enum tern_nls_item item, wchar_t *out, int size);
int tern_nls_number(const wchar_t *locale, enum tern_nls_item item);

// Names of months (0..11) and of weekdays (0 is Sunday).
void tern_nls_month(const wchar_t *locale, int month, int abbreviated, wchar_t *out, int size);
void tern_nls_weekday(const wchar_t *locale, int day, int abbreviated, wchar_t *out, int size);

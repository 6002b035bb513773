// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "nls.h"

#define WIN32_LEAN_AND_MEAN
#include <windows.h>
// after windows.h
#include <winnls.h>

enum { kGb18030 = 54936 };

int tern_nls_has_codepage(unsigned codepage) { return IsValidCodePage(codepage); }

int tern_nls_decode(unsigned codepage, const char *bytes, int n, wchar_t out[2]) {
  // GB18030 is one of the code pages that know no flags; it signals U+FFFD instead.
  DWORD flags = codepage == kGb18030 ? 0 : MB_ERR_INVALID_CHARS;
  int units = MultiByteToWideChar(codepage, flags, bytes, n, out, 2);
  if (units == 2 && !(out[0] >= 0xd800 && out[0] < 0xdc00))
    return 0; // two characters: the bytes do not belong together
  return units > 0 && out[0] != 0xfffd ? units : 0;
}

int tern_nls_encode(unsigned codepage, const wchar_t *units, int n, char out[8]) {
  BOOL replaced = FALSE;
  if (codepage == kGb18030)
    return WideCharToMultiByte(codepage, 0, units, n, out, 8, NULL, NULL);
  int bytes = WideCharToMultiByte(codepage, WC_NO_BEST_FIT_CHARS, units, n, out, 8, NULL, &replaced);
  return replaced ? 0 : bytes;
}

static const LCTYPE kTypes[] = {
    [TERN_NLS_DECIMAL] = LOCALE_SDECIMAL,
    [TERN_NLS_THOUSAND] = LOCALE_STHOUSAND,
    [TERN_NLS_GROUPING] = LOCALE_SGROUPING,
    [TERN_NLS_MON_DECIMAL] = LOCALE_SMONDECIMALSEP,
    [TERN_NLS_MON_THOUSAND] = LOCALE_SMONTHOUSANDSEP,
    [TERN_NLS_MON_GROUPING] = LOCALE_SMONGROUPING,
    [TERN_NLS_INT_SYMBOL] = LOCALE_SINTLSYMBOL,
    [TERN_NLS_CURRENCY] = LOCALE_SCURRENCY,
    [TERN_NLS_POSITIVE_SIGN] = LOCALE_SPOSITIVESIGN,
    [TERN_NLS_NEGATIVE_SIGN] = LOCALE_SNEGATIVESIGN,
    [TERN_NLS_SHORT_DATE] = LOCALE_SSHORTDATE,
    [TERN_NLS_LONG_DATE] = LOCALE_SLONGDATE,
    [TERN_NLS_TIME] = LOCALE_STIMEFORMAT,
    [TERN_NLS_AM] = LOCALE_S1159,
    [TERN_NLS_PM] = LOCALE_S2359,
    [TERN_NLS_INT_DIGITS] = LOCALE_IINTLCURRDIGITS,
    [TERN_NLS_CUR_DIGITS] = LOCALE_ICURRDIGITS,
    [TERN_NLS_POS_PRECEDES] = LOCALE_IPOSSYMPRECEDES,
    [TERN_NLS_POS_SPACE] = LOCALE_IPOSSEPBYSPACE,
    [TERN_NLS_NEG_PRECEDES] = LOCALE_INEGSYMPRECEDES,
    [TERN_NLS_NEG_SPACE] = LOCALE_INEGSEPBYSPACE,
    [TERN_NLS_POS_SIGN_POSITION] = LOCALE_IPOSSIGNPOSN,
    [TERN_NLS_NEG_SIGN_POSITION] = LOCALE_INEGSIGNPOSN,
};

static void get(const wchar_t *locale, LCTYPE type, wchar_t *out, int size) {
  // What the user changed in the control panel does not belong to the locale.
  if (GetLocaleInfoEx(locale, type | LOCALE_NOUSEROVERRIDE, out, size) <= 0)
    out[0] = 0;
}

int tern_nls_has_locale(const wchar_t *locale) {
  wchar_t name[80];
  get(locale, LOCALE_SENGLISHLANGUAGENAME, name, 80);
  return name[0] != 0 && wcsncmp(name, L"Unknown", 7) != 0;
}

void tern_nls_string(const wchar_t *locale, enum tern_nls_item item, wchar_t *out, int size) {
  get(locale, kTypes[item], out, size);
}

int tern_nls_number(const wchar_t *locale, enum tern_nls_item item) {
  DWORD value = 0;
  int got = GetLocaleInfoEx(locale, kTypes[item] | LOCALE_NOUSEROVERRIDE | LOCALE_RETURN_NUMBER,
                            (wchar_t *)&value, sizeof value / sizeof(wchar_t));
  return got > 0 ? (int)value : -1;
}

void tern_nls_month(const wchar_t *locale, int month, int abbreviated, wchar_t *out, int size) {
  get(locale, (abbreviated ? LOCALE_SABBREVMONTHNAME1 : LOCALE_SMONTHNAME1) + month, out, size);
}

void tern_nls_weekday(const wchar_t *locale, int day, int abbreviated, wchar_t *out, int size) {
  int from_monday = (day + 6) % 7;
  get(locale, (abbreviated ? LOCALE_SABBREVDAYNAME1 : LOCALE_SDAYNAME1) + from_monday, out, size);
}

// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <langinfo.h>
#include <limits.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <wchar.h>

#include "../check.h"

// Converts `bytes` in `locale` one byte at a time and back; does nothing where
// the locale is not there.
static void round_trip(const char *locale, const char *bytes, const wchar_t *expected) {
  if (!setlocale(LC_ALL, locale))
    return;
  mbstate_t state = {0};
  wchar_t wide[16];
  size_t n = 0;
  for (const char *c = bytes; *c; ++c) {
    size_t got = mbrtowc(&wide[n], c, 1, &state);
    CHECK(got == 1 || got == (size_t)-2);
    n += got == 1;
  }
  wide[n] = 0;
  CHECK(wcscmp(wide, expected) == 0);
  char back[32];
  CHECK(wcstombs(back, expected, sizeof back) == strlen(bytes) && strcmp(back, bytes) == 0);
}

int main(void) {
  CHECK(strcmp(setlocale(LC_ALL, "C"), "C") == 0);
  CHECK(strcmp(localeconv()->decimal_point, ".") == 0 && strcmp(localeconv()->thousands_sep, "") == 0);
  CHECK(setlocale(LC_ALL, "xx_XX.UTF-8") == NULL);
  CHECK(setlocale(LC_ALL, "C.NOSUCH") == NULL);

  CHECK(setlocale(LC_ALL, "C.UTF-8") != NULL);
  CHECK(strcmp(nl_langinfo(CODESET), "UTF-8") == 0 && MB_CUR_MAX >= 4);
  round_trip("C.UTF-8", "a\303\244\342\202\254", L"a\u00e4\u20ac");

  if (setlocale(LC_ALL, "de_DE.UTF-8")) {
    CHECK(strcmp(localeconv()->decimal_point, ",") == 0);
    CHECK(strcmp(localeconv()->int_curr_symbol, "EUR ") == 0 && localeconv()->frac_digits == 2);
    struct tm tm = {.tm_year = 124, .tm_mon = 2, .tm_mday = 5, .tm_wday = 2};
    char text[64];
    strftime(text, sizeof text, "%A, %d. %B %Y, %x", &tm);
    CHECK(strcmp(text, "Dienstag, 05. M\303\244rz 2024, 05.03.2024") == 0);
    CHECK(strtod("1,5", NULL) == 1.5);
    snprintf(text, sizeof text, "%.2f", 1.5);
    CHECK(strcmp(text, "1,50") == 0);
  }
  round_trip("ja_JP.SJIS", "\203A\202\240", L"\u30a2\u3042");
  round_trip("ja_JP.eucJP", "\245\242\244\242", L"\u30a2\u3042");
  round_trip("zh_CN.GBK", "\326\320\316\304", L"\u4e2d\u6587");
  round_trip("zh_TW.Big5", "\244\244\244\345", L"\u4e2d\u6587");
  round_trip("ko_KR.eucKR", "\307\321\261\333", L"\ud55c\uae00");
  round_trip("de_DE.ISO-8859-15", "\244", L"\u20ac");

  setlocale(LC_ALL, "C");
  locale_t utf8 = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
  CHECK(utf8 != (locale_t)0);
  locale_t before = uselocale(utf8);
  CHECK(MB_CUR_MAX >= 4);
  uselocale(before);
  freelocale(utf8);
  return check_result();
}

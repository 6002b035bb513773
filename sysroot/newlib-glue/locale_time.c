// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// LC_TIME and LC_MESSAGES; returns as in locale_numeric.c.
#include <stdlib.h>

#include "../locale/setlocale.h"
#include "locale_name.h"
#include "locale_text.h"
#include "nls.h"

enum { kItemSize = 120 };

struct field {
  wchar_t letter;
  int count; // the most letters in a row that mean this
  const wchar_t *conversion;
};

// Windows' pictures have runs of letters; the first entry that a run fits counts.
static const struct field kFields[] = {
    {'d', 2, L"%d"}, {'d', 3, L"%a"}, {'d', 9, L"%A"}, {'M', 2, L"%m"}, {'M', 3, L"%b"},
    {'M', 9, L"%B"}, {'y', 2, L"%y"}, {'y', 9, L"%Y"}, {'g', 9, L""},   {'H', 9, L"%H"},
    {'h', 9, L"%I"}, {'m', 9, L"%M"}, {'s', 9, L"%S"}, {'t', 9, L"%p"},
};

// "dd.MM.yyyy" to "%d.%m.%Y"; text in single quotes is copied.
static void to_strftime(const wchar_t *picture, wchar_t *out, int size) {
  wchar_t *end = out + size - 3;
  while (*picture && out < end) {
    if (*picture == '\'') {
      for (++picture; *picture && *picture != '\'' && out < end; ++picture)
        *out++ = *picture;
      picture += *picture == '\'';
      continue;
    }
    int run = 1;
    while (picture[run] == *picture)
      ++run;
    const struct field *field = NULL;
    for (size_t i = 0; !field && i < sizeof kFields / sizeof *kFields; ++i)
      if (kFields[i].letter == *picture && run <= kFields[i].count)
        field = &kFields[i];
    if (!field)
      *out++ = *picture++;
    else {
      for (const wchar_t *c = field->conversion; *c; ++c)
        *out++ = *c;
      picture += run;
    }
  }
  *out = 0;
}

static void names(const wchar_t *windows, struct locale_text *text, struct lc_time_T *out) {
  wchar_t item[kItemSize];
  for (int i = 0; i < 12; ++i) {
    tern_nls_month(windows, i, 1, item, kItemSize);
    out->wmon[i] = tern_text_wide(text, item);
    out->mon[i] = tern_text_bytes(text, item);
    tern_nls_month(windows, i, 0, item, kItemSize);
    out->wmonth[i] = tern_text_wide(text, item);
    out->month[i] = out->alt_month[i] = tern_text_bytes(text, item);
  }
  for (int i = 0; i < 7; ++i) {
    tern_nls_weekday(windows, i, 1, item, kItemSize);
    out->wwday[i] = tern_text_wide(text, item);
    out->wday[i] = tern_text_bytes(text, item);
    tern_nls_weekday(windows, i, 0, item, kItemSize);
    out->wweekday[i] = tern_text_wide(text, item);
    out->weekday[i] = tern_text_bytes(text, item);
  }
  for (int i = 0; i < 2; ++i) {
    tern_nls_string(windows, i ? TERN_NLS_PM : TERN_NLS_AM, item, kItemSize);
    out->wam_pm[i] = tern_text_wide(text, item);
    out->am_pm[i] = tern_text_bytes(text, item);
  }
}

static void formats(const wchar_t *windows, struct locale_text *text, struct lc_time_T *out) {
  wchar_t picture[kItemSize], date[kItemSize], time[kItemSize], both[2 * kItemSize];
  tern_nls_string(windows, TERN_NLS_SHORT_DATE, picture, kItemSize);
  to_strftime(picture, date, kItemSize);
  out->wx_fmt = tern_text_wide(text, date);
  out->x_fmt = tern_text_bytes(text, date);
  out->md_order = wcsstr(date, L"%m") < wcsstr(date, L"%d") ? "md" : "dm";

  tern_nls_string(windows, TERN_NLS_TIME, picture, kItemSize);
  to_strftime(picture, time, kItemSize);
  out->wX_fmt = tern_text_wide(text, time);
  out->X_fmt = tern_text_bytes(text, time);

  int twelve_hours = out->am_pm[0] && *out->am_pm[0];
  out->wampm_fmt = twelve_hours ? L"%I:%M:%S %p" : L"";
  out->ampm_fmt = twelve_hours ? "%I:%M:%S %p" : "";

  wcscpy(both, L"%a %e %b %Y ");
  wcscat(both, time);
  out->wc_fmt = tern_text_wide(text, both);
  out->c_fmt = tern_text_bytes(text, both);
  wcscat(both, L" %Z");
  out->wdate_fmt = tern_text_wide(text, both);
  out->date_fmt = tern_text_bytes(text, both);
}

static const char *codeset(struct locale_text *text, const char *charset) {
  wchar_t wide[ENCODING_LEN + 1];
  for (wchar_t *c = wide; (*c = (unsigned char)*charset); ++c, ++charset)
    ;
  return tern_text_bytes(text, wide);
}

int __set_lc_time_from_win(const char *name, const struct lc_time_T *c_locale, struct lc_time_T *out, char **buffer,
                           void *wctomb, const char *charset) {
  wchar_t windows[kLocaleNameSize];
  enum tern_locale_kind kind = tern_locale_name(name, windows);
  if (kind != TERN_LOCALE_LANGUAGE)
    return kind == TERN_LOCALE_C ? 0 : -1;
  struct locale_text text;
  if (tern_text_begin(&text, wctomb))
    return -1;
  *out = *c_locale;
  names(windows, &text, out);
  formats(windows, &text, out);
  out->codeset = codeset(&text, charset);
  if (!out->codeset) {
    free(text.start);
    return -1;
  }
  *buffer = text.start;
  return 1;
}

// Windows has no words for yes and no.
static const struct {
  wchar_t language[3];
  const wchar_t *yes, *no, *yes_expression, *no_expression;
} kAnswers[] = {
    {L"de", L"ja", L"nein", L"^[+1jJyY]", L"^[-0nN]"},
    {L"fr", L"oui", L"non", L"^[+1oOyY]", L"^[-0nN]"},
    {L"es", L"sí", L"no", L"^[+1sSyY]", L"^[-0nN]"},
    {L"it", L"sì", L"no", L"^[+1sSyY]", L"^[-0nN]"},
    {L"pt", L"sim", L"não", L"^[+1sSyY]", L"^[-0nN]"},
    {L"nl", L"ja", L"nee", L"^[+1jJyY]", L"^[-0nN]"},
    {L"sv", L"ja", L"nej", L"^[+1jJyY]", L"^[-0nN]"},
    {L"da", L"ja", L"nej", L"^[+1jJyY]", L"^[-0nN]"},
    {L"nb", L"ja", L"nei", L"^[+1jJyY]", L"^[-0nN]"},
    {L"fi", L"kyllä", L"ei", L"^[+1kKyY]", L"^[-0eEnN]"},
    {L"pl", L"tak", L"nie", L"^[+1tTyY]", L"^[-0nN]"},
    {L"cs", L"ano", L"ne", L"^[+1aAyY]", L"^[-0nN]"},
    {L"ru", L"да", L"нет", L"^[+1дДyY]", L"^[-0нНnN]"},
    {L"tr", L"evet", L"hayır", L"^[+1eEyY]", L"^[-0hHnN]"},
    {L"ja", L"はい", L"いいえ", L"^([+1yY]|はい)", L"^([-0nN]|いいえ)"},
    {L"zh", L"是", L"不是", L"^[+1yY是]", L"^[-0nN不否]"},
    {L"ko", L"예", L"아니요", L"^[+1yY예]", L"^[-0nN아]"},
};

int __set_lc_messages_from_win(const char *name, const struct lc_messages_T *c_locale, struct lc_messages_T *out,
                               char **buffer, void *wctomb, const char *charset) {
  wchar_t windows[kLocaleNameSize];
  enum tern_locale_kind kind = tern_locale_name(name, windows);
  if (kind != TERN_LOCALE_LANGUAGE)
    return kind == TERN_LOCALE_C ? 0 : -1;
  struct locale_text text;
  if (tern_text_begin(&text, wctomb))
    return -1;
  *out = *c_locale;
  for (size_t i = 0; i < sizeof kAnswers / sizeof *kAnswers; ++i)
    if (wcsncmp(windows, kAnswers[i].language, 2) == 0 && (windows[2] == L'-' || !windows[2])) {
      out->yesstr = tern_text_bytes(&text, out->wyesstr = kAnswers[i].yes);
      out->nostr = tern_text_bytes(&text, out->wnostr = kAnswers[i].no);
      out->yesexpr = tern_text_bytes(&text, out->wyesexpr = kAnswers[i].yes_expression);
      out->noexpr = tern_text_bytes(&text, out->wnoexpr = kAnswers[i].no_expression);
    }
  out->codeset = codeset(&text, charset);
  if (!out->codeset) {
    free(text.start);
    return -1;
  }
  *buffer = text.start;
  return 1;
}

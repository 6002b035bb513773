// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// LC_CTYPE, LC_NUMERIC, LC_MONETARY and LC_COLLATE from Windows' locale data.
// newlib calls these where __CYGWIN__ is defined; they return 0 for the C
// locale's own data, 1 for data in *out with its strings in *buffer, -1 if
// there is no such locale.
#include <stdlib.h>

#include "../locale/setlocale.h"
#include "locale_name.h"
#include "locale_text.h"
#include "nls.h"

enum { kItemSize = 80 };

static int finish(struct locale_text *text, char **buffer, int complete) {
  if (!complete) {
    free(text->start);
    return -1;
  }
  *buffer = text->start;
  return 1;
}

int __set_lc_ctype_from_win(const char *name, const struct lc_ctype_T *c_locale, struct lc_ctype_T *out,
                            char **buffer, void *wctomb, const char *charset, int mb_cur_max) {
  wchar_t windows[kLocaleNameSize];
  enum tern_locale_kind kind = tern_locale_name(name, windows);
  if (kind == TERN_LOCALE_UNKNOWN)
    return -1;
  if (kind == TERN_LOCALE_C && strcmp(charset, "ASCII") == 0)
    return 0;
  size_t length = strlen(charset) + 1;
  char *strings = malloc(length + 2);
  if (!strings)
    return -1;
  *out = *c_locale;
  out->codeset = memcpy(strings, charset, length);
  strings[length] = (char)mb_cur_max;
  strings[length + 1] = 0;
  out->mb_cur_max = strings + length;
  *buffer = strings;
  return 1;
}

int __set_lc_numeric_from_win(const char *name, const struct lc_numeric_T *c_locale, struct lc_numeric_T *out,
                              char **buffer, void *wctomb, const char *charset) {
  wchar_t windows[kLocaleNameSize], item[kItemSize];
  enum tern_locale_kind kind = tern_locale_name(name, windows);
  if (kind != TERN_LOCALE_LANGUAGE)
    return kind == TERN_LOCALE_C ? 0 : -1;
  struct locale_text text;
  if (tern_text_begin(&text, wctomb))
    return -1;
  *out = *c_locale;
  tern_nls_string(windows, TERN_NLS_DECIMAL, item, kItemSize);
  out->wdecimal_point = tern_text_wide(&text, item);
  out->decimal_point = tern_text_bytes(&text, item);
  tern_nls_string(windows, TERN_NLS_THOUSAND, item, kItemSize);
  out->wthousands_sep = tern_text_wide(&text, item);
  out->thousands_sep = tern_text_bytes(&text, item);
  tern_nls_string(windows, TERN_NLS_GROUPING, item, kItemSize);
  out->grouping = tern_text_grouping(&text, item);
  for (wchar_t *c = item; (*c = (unsigned char)*charset); ++c, ++charset)
    ;
  out->codeset = tern_text_bytes(&text, item);
  return finish(&text, buffer, out->codeset != NULL);
}

static void currency(const wchar_t *windows, struct locale_text *text, struct lc_monetary_T *out) {
  wchar_t item[kItemSize];
  tern_nls_string(windows, TERN_NLS_INT_SYMBOL, item, kItemSize - 1);
  wcscat(item, L" "); // lconv's symbol ends with what separates it from the value
  out->wint_curr_symbol = tern_text_wide(text, item);
  out->int_curr_symbol = tern_text_bytes(text, item);

  const struct {
    enum tern_nls_item item;
    const wchar_t **wide;
    const char **bytes;
  } strings[] = {
      {TERN_NLS_CURRENCY, &out->wcurrency_symbol, &out->currency_symbol},
      {TERN_NLS_MON_DECIMAL, &out->wmon_decimal_point, &out->mon_decimal_point},
      {TERN_NLS_MON_THOUSAND, &out->wmon_thousands_sep, &out->mon_thousands_sep},
      {TERN_NLS_POSITIVE_SIGN, &out->wpositive_sign, &out->positive_sign},
      {TERN_NLS_NEGATIVE_SIGN, &out->wnegative_sign, &out->negative_sign},
  };
  for (size_t i = 0; i < sizeof strings / sizeof *strings; ++i) {
    tern_nls_string(windows, strings[i].item, item, kItemSize);
    *strings[i].wide = tern_text_wide(text, item);
    *strings[i].bytes = tern_text_bytes(text, item);
  }
  tern_nls_string(windows, TERN_NLS_MON_GROUPING, item, kItemSize);
  out->mon_grouping = tern_text_grouping(text, item);
}

int __set_lc_monetary_from_win(const char *name, const struct lc_monetary_T *c_locale, struct lc_monetary_T *out,
                               char **buffer, void *wctomb, const char *charset) {
  wchar_t windows[kLocaleNameSize];
  enum tern_locale_kind kind = tern_locale_name(name, windows);
  if (kind != TERN_LOCALE_LANGUAGE)
    return kind == TERN_LOCALE_C ? 0 : -1;
  struct locale_text text;
  if (tern_text_begin(&text, wctomb))
    return -1;
  *out = *c_locale;
  currency(windows, &text, out);
  const struct {
    enum tern_nls_item item;
    const char **national, **international;
  } numbers[] = {
      {TERN_NLS_INT_DIGITS, &out->int_frac_digits, NULL},
      {TERN_NLS_CUR_DIGITS, &out->frac_digits, NULL},
      {TERN_NLS_POS_PRECEDES, &out->p_cs_precedes, &out->int_p_cs_precedes},
      {TERN_NLS_POS_SPACE, &out->p_sep_by_space, &out->int_p_sep_by_space},
      {TERN_NLS_NEG_PRECEDES, &out->n_cs_precedes, &out->int_n_cs_precedes},
      {TERN_NLS_NEG_SPACE, &out->n_sep_by_space, &out->int_n_sep_by_space},
      {TERN_NLS_POS_SIGN_POSITION, &out->p_sign_posn, &out->int_p_sign_posn},
      {TERN_NLS_NEG_SIGN_POSITION, &out->n_sign_posn, &out->int_n_sign_posn},
  };
  for (size_t i = 0; i < sizeof numbers / sizeof *numbers; ++i) {
    *numbers[i].national = tern_text_number(&text, tern_nls_number(windows, numbers[i].item));
    if (numbers[i].international)
      *numbers[i].international = *numbers[i].national;
  }
  wchar_t codeset[ENCODING_LEN + 1];
  for (wchar_t *c = codeset; (*c = (unsigned char)*charset); ++c, ++charset)
    ;
  out->codeset = tern_text_bytes(&text, codeset);
  return finish(&text, buffer, out->codeset != NULL);
}

const struct lc_collate_T _C_collate_locale = {L"", NULL, "ASCII"};

// strcoll() and strxfrm() compare by code point in every locale (compatibility.md);
// a locale that does not exist is refused here as in the other categories.
int __collate_load_locale(struct __locale_t *locale, const char *name, void *mbtowc, const char *charset) {
  wchar_t windows[kLocaleNameSize];
  return tern_locale_name(name, windows) == TERN_LOCALE_UNKNOWN ? -1 : 0;
}

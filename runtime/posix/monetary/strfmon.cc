// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// strfmon, strfmon_l: POSIX XSH strfmon. Amounts of money by the rules of LC_MONETARY.
#include "core/sections.h"
#include <ctype.h>
#include <errno.h>
#include <limits.h>
#include <locale.h>
#include <math.h>
#include <monetary.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

namespace {

struct Field {
  char fill = ' ';
  bool group = true, parentheses = false, signed_form = false, symbol = true, left = false, international = false;
  int width = 0, digits = -1, precision = -1;
};

struct Sink {
  char *at, *end;
  bool put(const char *text, size_t length) {
    if (length >= static_cast<size_t>(end - at)) return false; // a NUL must follow
    memcpy(at, text, length);
    at += length;
    return true;
  }
  bool put(const char *text) { return put(text, strlen(text)); }
  bool pad(char c, int count) {
    for (; count > 0; count--)
      if (!put(&c, 1)) return false;
    return true;
  }
};

int read_number(const char *&p) {
  int value = 0;
  for (; isdigit(static_cast<unsigned char>(*p)); p++) value = value < 10000 ? value * 10 + (*p - '0') : value;
  return value;
}

// Reads flags, width, #digits, .precision and the conversion; false when there is no such conversion.
bool read_field(const char *&p, Field &f) {
  for (;; p++) {
    if (*p == '=' && p[1]) f.fill = *++p;
    else if (*p == '^') f.group = false;
    else if (*p == '+') f.signed_form = true;
    else if (*p == '(') f.parentheses = true;
    else if (*p == '!') f.symbol = false;
    else if (*p == '-') f.left = true;
    else break;
  }
  if (f.signed_form && f.parentheses) return false;
  f.width = read_number(p);
  if (*p == '#') f.digits = read_number(++p);
  if (*p == '.') f.precision = read_number(++p);
  f.international = *p == 'i';
  return (*p == 'i' || *p == 'n') && p++;
}

// How many separators the grouping puts into a number of so many digits.
int separators(const char *grouping, int digits) {
  int count = 0;
  for (int size = *grouping; size > 0 && size != CHAR_MAX && digits > size;) {
    digits -= size;
    count++;
    if (grouping[0] && grouping[1]) size = *++grouping;
  }
  return count;
}

// The digits of the whole part with separators, in front of them the fill characters up to f.digits.
void write_whole(Sink &out, bool &ok, const char *digits, int count, const Field &f, const struct lconv &l) {
  const char *separator = f.group ? l.mon_thousands_sep : "";
  const char *grouping = *separator ? l.mon_grouping : "";
  int all = f.digits > count ? f.digits : count;
  int lead = all - count + (separators(grouping, all) - separators(grouping, count)) * static_cast<int>(strlen(separator));
  ok = ok && out.pad(f.fill, lead);
  for (int i = 0; i < count && ok; i++) {
    ok = out.put(digits + i, 1);
    int rest = count - i - 1;
    if (rest > 0 && separators(grouping, rest + 1) != separators(grouping, rest)) ok = ok && out.put(separator);
  }
}

struct Form {
  const char *sign;
  char position, precedes, space;
};

Form form_of(const struct lconv &l, bool negative, const Field &f) {
  Form form;
  if (f.international)
    form = negative ? Form{l.negative_sign, l.int_n_sign_posn, l.int_n_cs_precedes, l.int_n_sep_by_space}
                    : Form{l.positive_sign, l.int_p_sign_posn, l.int_p_cs_precedes, l.int_p_sep_by_space};
  else
    form = negative ? Form{l.negative_sign, l.n_sign_posn, l.n_cs_precedes, l.n_sep_by_space}
                    : Form{l.positive_sign, l.p_sign_posn, l.p_cs_precedes, l.p_sep_by_space};
  if (form.precedes == CHAR_MAX) form.precedes = 1;
  if (form.space == CHAR_MAX) form.space = 0;
  if (form.position == CHAR_MAX) form.position = 1;
  if (negative && !*form.sign && form.position != 0) form.sign = "-";
  if (f.parentheses) {
    form.position = 0;
    form.sign = "";
  }
  return form;
}

// The parts in the order that the locale asks for; spaces as its sep_by_space says.
bool write_amount(Sink &out, double amount, const Field &f, const struct lconv &l) {
  int precision = f.precision >= 0 ? f.precision : f.international ? l.int_frac_digits : l.frac_digits;
  if (precision == CHAR_MAX || precision < 0) precision = 2;
  bool negative = signbit(amount) && amount != 0;
  char number[400];
  int length = snprintf(number, sizeof number, "%.*f", precision, fabs(amount));
  if (length < 0 || length >= static_cast<int>(sizeof number)) return false;
  int whole = 0;
  while (isdigit(static_cast<unsigned char>(number[whole]))) whole++;

  char symbol_text[8] = "";
  const char *space = " ", *symbol = f.symbol ? l.currency_symbol : "";
  if (f.symbol && f.international) { // three letters and the character that stands between them and the number
    snprintf(symbol_text, sizeof symbol_text, "%.3s", l.int_curr_symbol);
    symbol = symbol_text;
  }
  Form form = form_of(l, negative, f);
  bool parentheses = form.position == 0;
  const char *sign = parentheses ? "" : form.sign;
  // With #digits a positive amount takes as much room as a negative one.
  char blank[16] = "";
  const char *other = form_of(l, !negative, f).sign;
  if (f.digits >= 0 && !parentheses && strlen(sign) < strlen(other) && strlen(other) < sizeof blank) {
    snprintf(blank, sizeof blank, "%*s", static_cast<int>(strlen(other)), sign);
    sign = blank;
  }
  const char *gap = *symbol && form.space == 1 ? space : "";
  const char *sign_gap = *symbol && *sign && form.space == 2 ? space : "";

  bool ok = !parentheses || out.put(negative ? "(" : f.digits >= 0 ? " " : "");
  auto put = [&](const char *text) { ok = ok && out.put(text); };
  auto quantity = [&] {
    write_whole(out, ok, number, whole, f, l);
    if (number[whole]) {
      put(*l.mon_decimal_point ? l.mon_decimal_point : ".");
      put(number + whole + 1);
    }
  };
  if (form.position == 1) put(sign), put(form.precedes ? sign_gap : "");
  if (form.precedes) {
    if (form.position == 3) put(sign), put(sign_gap);
    put(symbol);
    if (form.position == 4) put(sign_gap), put(sign);
    put(gap);
    quantity();
  } else {
    quantity();
    put(gap);
    if (form.position == 3) put(sign), put(sign_gap);
    put(symbol);
    if (form.position == 4) put(sign_gap), put(sign);
  }
  if (form.position == 2) put(form.precedes ? "" : sign_gap), put(sign);
  if (parentheses) ok = ok && out.put(negative ? ")" : f.digits >= 0 ? " " : "");
  return ok;
}

bool write_field(Sink &out, double amount, const Field &f, const struct lconv &l) {
  char *begin = out.at;
  if (!write_amount(out, amount, f, l)) return false;
  int length = static_cast<int>(out.at - begin), missing = f.width - length;
  if (missing <= 0) return true;
  if (!out.pad(' ', missing)) return false;
  if (!f.left) {
    memmove(begin + missing, begin, static_cast<size_t>(length));
    memset(begin, ' ', static_cast<size_t>(missing));
  }
  return true;
}

ssize_t format_money(char *to, size_t size, const struct lconv &l, const char *format, va_list ap) {
  if (!size) {
    errno = E2BIG;
    return -1;
  }
  Sink out{to, to + size};
  for (const char *p = format; *p;) {
    bool ok;
    if (*p != '%') {
      size_t length = strcspn(p, "%");
      ok = out.put(p, length);
      p += length;
    } else if (*++p == '%') {
      ok = out.put(p++, 1);
    } else {
      Field field;
      if (!read_field(p, field)) {
        errno = EINVAL;
        return -1;
      }
      ok = write_field(out, va_arg(ap, double), field, l);
    }
    if (!ok) {
      errno = E2BIG;
      return -1;
    }
  }
  *out.at = 0;
  return out.at - to;
}

} // namespace

// The bytes written without the NUL; -1 and errno E2BIG (no room; the contents are then undefined) or EINVAL.
TERN_EXPORT ssize_t strfmon(char *to, size_t size, const char *format, ...) {
  va_list ap;
  va_start(ap, format);
  ssize_t n = format_money(to, size, *localeconv(), format, ap);
  va_end(ap);
  return n;
}

TERN_EXPORT ssize_t strfmon_l(char *to, size_t size, locale_t locale, const char *format, ...) {
  locale_t before = uselocale(locale);
  va_list ap;
  va_start(ap, format);
  ssize_t n = format_money(to, size, *localeconv(), format, ap);
  va_end(ap);
  uselocale(before);
  return n;
}

// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/trace.h"
#include <stdint.h>

namespace tern {

namespace {

struct Out {
  char *to;
  size_t capacity, length = 0;
  void put(char c) {
    if (length + 1 < capacity) to[length] = c;
    length++;
  }
};

void put_number(Out &out, uint64_t value, unsigned base, bool negative, unsigned width, char pad) {
  char digits[24];
  unsigned n = 0;
  do digits[n++] = "0123456789abcdef"[value % base];
  while (value /= base);
  if (negative) digits[n++] = '-';
  for (unsigned i = n; i < width; i++) out.put(pad);
  while (n) out.put(digits[--n]);
}

} // namespace

size_t format_text(char *to, size_t capacity, const char *f, va_list ap) {
  Out out{to, capacity};
  for (; *f; f++) {
    if (*f != '%') {
      out.put(*f);
      continue;
    }
    f++;
    char pad = ' ';
    if (*f == '0') pad = '0', f++;
    unsigned width = 0;
    while (*f >= '0' && *f <= '9') width = width * 10 + static_cast<unsigned>(*f++ - '0');
    unsigned longs = 0;
    while (*f == 'l' || *f == 'z') longs++, f++;
    switch (*f) {
    case 's': {
      const char *s = va_arg(ap, const char *);
      for (s = s ? s : "(null)"; *s; s++) out.put(*s);
      break;
    }
    case 'c': out.put(static_cast<char>(va_arg(ap, int))); break;
    case 'd':
    case 'i': {
      int64_t v = longs ? va_arg(ap, long) : va_arg(ap, int);
      put_number(out, v < 0 ? -static_cast<uint64_t>(v) : static_cast<uint64_t>(v), 10, v < 0, width, pad);
      break;
    }
    case 'u': put_number(out, longs ? va_arg(ap, unsigned long) : va_arg(ap, unsigned), 10, false, width, pad); break;
    case 'x': put_number(out, longs ? va_arg(ap, unsigned long) : va_arg(ap, unsigned), 16, false, width, pad); break;
    case 'p':
      out.put('0'), out.put('x');
      put_number(out, reinterpret_cast<uintptr_t>(va_arg(ap, void *)), 16, false, width, pad);
      break;
    case '%': out.put('%'); break;
    case 0: f--; break;
    default: out.put('%'), out.put(*f);
    }
  }
  if (capacity) to[out.length < capacity ? out.length : capacity - 1] = 0;
  return out.length;
}

size_t format_text(char *to, size_t capacity, const char *format, ...) {
  va_list ap;
  va_start(ap, format);
  size_t n = format_text(to, capacity, format, ap);
  va_end(ap);
  return n;
}

} // namespace tern

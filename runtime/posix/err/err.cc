// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// <err.h> (BSD): messages on standard error that begin with the program's name.
#include "core/sections.h"
#include <err.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void say(int code, bool with_code, const char *format, va_list ap) {
  fprintf(stderr, "%s: ", getprogname());
  if (format) {
    vfprintf(stderr, format, ap);
    if (with_code) fputs(": ", stderr);
  }
  if (with_code) fputs(strerror(code), stderr);
  fputc('\n', stderr);
}

TERN_EXPORT void vwarn(const char *format, va_list ap) { say(errno, true, format, ap); }
TERN_EXPORT void vwarnx(const char *format, va_list ap) { say(0, false, format, ap); }
TERN_EXPORT void verr(int status, const char *format, va_list ap) {
  say(errno, true, format, ap);
  exit(status);
}
TERN_EXPORT void verrx(int status, const char *format, va_list ap) {
  say(0, false, format, ap);
  exit(status);
}
TERN_EXPORT void warn(const char *format, ...) {
  va_list ap;
  va_start(ap, format);
  vwarn(format, ap);
  va_end(ap);
}
TERN_EXPORT void warnx(const char *format, ...) {
  va_list ap;
  va_start(ap, format);
  vwarnx(format, ap);
  va_end(ap);
}
TERN_EXPORT void err(int status, const char *format, ...) {
  va_list ap;
  va_start(ap, format);
  verr(status, format, ap);
}
TERN_EXPORT void errx(int status, const char *format, ...) {
  va_list ap;
  va_start(ap, format);
  verrx(status, format, ap);
}

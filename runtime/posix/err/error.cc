// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// <error.h> (GNU).
#include "core/sections.h"
#include <errno.h>
#include <error.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

extern "C" {
[[gnu::used]] unsigned error_message_count = 0;
[[gnu::used]] int error_one_per_line = 0;
[[gnu::used]] void (*error_print_progname)(void) = nullptr;
}

// separator: what follows the name.
static void begin(const char *separator) {
  fflush(stdout);
  if (error_print_progname)
    error_print_progname();
  else
    fprintf(stderr, "%s%s", program_invocation_name, separator); // as started, unlike err()
}

static void finish(int status, int code, const char *format, va_list ap) {
  vfprintf(stderr, format, ap);
  error_message_count++;
  if (code) fprintf(stderr, ": %s", strerror(code));
  fputc('\n', stderr);
  fflush(stderr);
  if (status) exit(status);
}

TERN_EXPORT void error(int status, int code, const char *format, ...) {
  begin(": ");
  va_list ap;
  va_start(ap, format);
  finish(status, code, format, ap);
  va_end(ap);
}

TERN_EXPORT void error_at_line(int status, int code, const char *file, unsigned line, const char *format, ...) {
  static const char *last_file;
  static unsigned last_line;
  if (error_one_per_line) {
    if (last_line == line && (last_file == file || (file && last_file && !strcmp(file, last_file)))) return;
    last_file = file, last_line = line;
  }
  begin(file ? ":" : ": ");
  if (file) fprintf(stderr, "%s:%u: ", file, line);
  va_list ap;
  va_start(ap, format);
  finish(status, code, format, ap);
  va_end(ap);
}

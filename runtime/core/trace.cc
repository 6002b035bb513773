// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/trace.h"
#include "core/sections.h"
#include "core/thread.h"
#include "core/utf.h"
#include "nt/loader.h"
#include "nt/raw_output.h"
#include "nt/sync.h"
#include <string.h>

namespace tern {

bool g_tracing;                          // copied by fork: the child traces too
static char16_t g_trace_path[300];       // NT path; the child opens it itself
static size_t g_trace_path_length;
TERN_NOFORK static nt::RawHandle g_trace_handle = nullptr;

static nt::RawHandle trace_handle() {
  if (!g_trace_handle)
    g_trace_handle = g_trace_path_length ? nt::open_append(g_trace_path, g_trace_path_length).release() : nt::standard_handle(2);
  return g_trace_handle;
}

// "2" is standard error; a POSIX path is taken below the drive that holds the host's root (Z: under Wine), as the
// trace must work before mounts do; anything else is a Win32 path.
void trace_init() {
  char16_t value[260];
  size_t n = nt::native_environment(u"TERN_TRACE", value, 258);
  if (!n) return;
  value[n] = 0;
  g_tracing = true;
  if (n == 1 && value[0] >= '1' && value[0] <= '2') return;
  if (value[0] == '/') {
    memmove(value + 2, value, (n + 1) * sizeof value[0]);
    value[0] = 'Z', value[1] = ':';
  }
  g_trace_path_length = nt::nt_path_of(value, g_trace_path, 300);
}

void trace_line(const char *format, ...) {
  char line[1024];
  Thread *t = current_or_null();
  int64_t now = nt::interrupt_time();
  size_t n = format_text(line, sizeof line, "%u.%u %lu.%06lu ", nt::current_process_id(), t ? t->tid : 0,
                         static_cast<unsigned long>(now / 10000000), static_cast<unsigned long>(now % 10000000 / 10));
  va_list ap;
  va_start(ap, format);
  n += format_text(line + n, sizeof line - n - 1, format, ap);
  va_end(ap);
  if (n > sizeof line - 2) n = sizeof line - 2;
  line[n++] = '\n';
  nt::write_raw(trace_handle(), line, n);
}

void trace_program_start(int argc, char **argv) {
  if (!g_tracing) return;
  for (int i = 0; i < argc; i++) trace_line("start argv[%d] = \"%s\"", i, argv[i]);
}

void write_standard_error(const char *text, size_t length) { nt::write_raw(nt::standard_handle(2), text, length); }

void fatal(const char *format, ...) {
  char line[512];
  size_t n = format_text(line, sizeof line, "tern: ");
  va_list ap;
  va_start(ap, format);
  n += format_text(line + n, sizeof line - n - 1, format, ap);
  va_end(ap);
  if (n > sizeof line - 2) n = sizeof line - 2;
  line[n++] = '\n';
  write_standard_error(line, n);
  nt::terminate_self(128 + 6);
}

} // namespace tern

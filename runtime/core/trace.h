// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The trace facility, like strace: TERN_TRACE names a file (POSIX or Win32 form) or a descriptor number; each line is
// "pid.tid time name(arguments) = result". Off, it costs one load and branch where it is asked. It formats by itself
// and writes by NtWriteFile, so it may be used where libc may not (fork, signals, start).
#pragma once
#include <stdarg.h>
#include <stddef.h>

namespace tern {

extern bool g_tracing;

void trace_init();
void trace_program_start(int argc, char **argv);
void trace_line(const char *format, ...) __attribute__((format(printf, 1, 2)));
#define TERN_TRACE_LINE(...)                                                                                 \
  do {                                                                                                       \
    if (::tern::g_tracing) [[unlikely]]                                                                      \
      ::tern::trace_line(__VA_ARGS__);                                                                       \
  } while (0)

// printf's %s %d %i %u %x %lx %ld %lu %lld %llu %llx %p %c %zu, widths and zero padding; no floating point, no locale,
// no allocation. Returns the length it would need; always terminates.
size_t format_text(char *to, size_t capacity, const char *format, va_list);
size_t format_text(char *to, size_t capacity, const char *format, ...) __attribute__((format(printf, 3, 4)));

// Writes text to the process's native standard error (also when descriptor 2 is closed or not there yet).
void write_standard_error(const char *text, size_t length);
// "tern: <program>: message" on standard error, then death by SIGABRT's status. For states that cannot go on.
[[noreturn]] void fatal(const char *format, ...) __attribute__((format(printf, 1, 2)));

} // namespace tern

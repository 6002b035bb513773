// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The program's short name: BSD getprogname, GNU program_invocation_name; and environment helpers.
#include "core/sections.h"
#include "startup/start.h"
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

extern "C" {
extern char **environ;
[[gnu::used]] char *program_invocation_name = const_cast<char *>("");
[[gnu::used]] char *program_invocation_short_name = const_cast<char *>("");
}

namespace tern::startup {

void set_program_name(char *argv0) {
  char *slash = strrchr(argv0, '/');
  program_invocation_name = argv0;
  program_invocation_short_name = slash ? slash + 1 : argv0;
}

} // namespace tern::startup

TERN_EXPORT const char *getprogname(void) { return program_invocation_short_name; }
TERN_EXPORT void setprogname(const char *name) {
  const char *slash = strrchr(name, '/');
  program_invocation_short_name = const_cast<char *>(slash ? slash + 1 : name);
}

// POSIX.1-2024 XSH secure_getenv: programs never run with more rights than their caller's here.
TERN_EXPORT char *secure_getenv(const char *name) { return issetugid() ? nullptr : getenv(name); }

// BSD: false unless the process changed its ids since it was started; set-user-ID bits do not exist.
TERN_EXPORT int issetugid(void) { return 0; }

// GNU.
TERN_EXPORT int clearenv(void) {
  static char *empty[1];
  environ = empty;
  return 0;
}

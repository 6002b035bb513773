// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// getusershell and its relatives (BSD): the lines of /etc/shells, or /bin/sh where there is no such file. The result is in a
// buffer of ours, which the next call overwrites; not thread-safe, as on other systems.
#include "core/sections.h"
#include <limits.h>
#include <paths.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static FILE *g_shells;
static unsigned g_default; // the next of the names that stand for a missing file

TERN_EXPORT void endusershell(void) {
  if (g_shells) fclose(g_shells);
  g_shells = nullptr;
  g_default = 0;
}

TERN_EXPORT void setusershell(void) {
  endusershell();
  g_shells = fopen(_PATH_SHELLS, "re");
}

TERN_EXPORT char *getusershell(void) {
  static char line[PATH_MAX];
  if (!g_shells && !g_default) setusershell();
  if (!g_shells) return g_default++ ? nullptr : strcpy(line, _PATH_BSHELL);
  while (fgets(line, sizeof line, g_shells)) {
    line[strcspn(line, "# \t\n")] = 0;
    if (line[0] == '/') return line;
  }
  return nullptr;
}

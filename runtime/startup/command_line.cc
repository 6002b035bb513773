// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "startup/command_line.h"

namespace tern::startup {

static bool blank(char c) { return c == ' ' || c == '\t'; }

static const char *split_program(const char *p, char *&out) {
  bool quoted = false;
  for (; *p && (quoted || !blank(*p)); p++) {
    if (*p == '"')
      quoted = !quoted;
    else
      *out++ = *p;
  }
  return p;
}

static const char *split_argument(const char *p, char *&out, bool &wildcard) {
  bool quoted = false;
  while (*p && (quoted || !blank(*p))) {
    size_t backslashes = 0;
    while (*p == '\\') backslashes++, p++;
    if (*p != '"') {
      for (; backslashes; backslashes--) *out++ = '\\';
      if (!*p || (!quoted && blank(*p))) break;
      if (!quoted && (*p == '*' || *p == '?' || *p == '[')) wildcard = true;
      *out++ = *p++;
      continue;
    }
    for (size_t i = 0; i < backslashes / 2; i++) *out++ = '\\';
    if (backslashes % 2) {
      *out++ = '"';
      p++;
    } else if (quoted && p[1] == '"') {
      *out++ = '"';
      p += 2;
    } else {
      quoted = !quoted;
      p++;
    }
  }
  return p;
}

bool CommandLineSplitter::next(char *out, SplitArgument &argument) {
  argument.unquoted_wildcard = false;
  if (!first_)
    while (blank(*p_)) p_++;
  if (!*p_) return false;
  p_ = first_ ? split_program(p_, out) : split_argument(p_, out, argument.unquoted_wildcard);
  first_ = false;
  *out = 0;
  return true;
}

} // namespace tern::startup

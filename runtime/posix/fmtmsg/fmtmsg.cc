// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// fmtmsg: POSIX XSH fmtmsg (XSI). The message goes to standard error, as far as MSGVERB asks for its parts, and to /dev/console.
#include "core/sections.h"
#include <fcntl.h>
#include <fmtmsg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

namespace {

enum Part { Label = 1, Severity = 2, Text = 4, Action = 8, Tag = 16, All = 31 };

// The parts that MSGVERB names; all of them when it is unset, empty or wrong.
int wanted_parts() {
  const char *verb = getenv("MSGVERB");
  if (!verb || !*verb) return All;
  static constexpr struct {
    const char *name;
    int part;
  } names[] = {{"label", Label}, {"severity", Severity}, {"text", Text}, {"action", Action}, {"tag", Tag}};
  int parts = 0;
  while (*verb) {
    size_t length = strcspn(verb, ":");
    int found = 0;
    for (auto &n : names)
      if (strlen(n.name) == length && memcmp(n.name, verb, length) == 0) found = n.part;
    if (!found) return All;
    parts |= found;
    verb += length + (verb[length] == ':');
  }
  return parts;
}

const char *severity_name(int severity) {
  switch (severity) {
  case MM_HALT: return "HALT";
  case MM_ERROR: return "ERROR";
  case MM_WARNING: return "WARNING";
  case MM_INFO: return "INFO";
  default: return nullptr;
  }
}

bool write_message(int fd, int parts, const char *label, const char *severity, const char *text, const char *action, const char *tag) {
  bool l = label && parts & Label, s = severity && parts & Severity, t = text && parts & Text, a = action && parts & Action,
       g = tag && parts & Tag;
  bool head = l || s || t;
  return dprintf(fd, "%s%s%s%s%s%s%s%s%s%s\n", l ? label : "", l && (s || t || a || g) ? ": " : "", s ? severity : "",
                 s && (t || a || g) ? ": " : "", t ? text : "", a ? (head ? "\nTO FIX: " : "TO FIX: ") : "", a ? action : "",
                 a && g ? "  " : g && t ? "  " : "", g ? tag : "", "") >= 0;
}

bool is_label(const char *label) { // at most 10 bytes, a colon, at most 14 bytes
  const char *colon = strchr(label, ':');
  return colon && colon - label <= 10 && strlen(colon + 1) <= 14;
}

} // namespace

// MM_OK; MM_NOTOK (label or severity wrong, or neither could be written), MM_NOMSG (not on standard error), MM_NOCON (not on
// the console).
TERN_EXPORT int fmtmsg(long classification, const char *label, int severity, const char *text, const char *action, const char *tag) {
  const char *name = severity_name(severity);
  if ((label && !is_label(label)) || (severity != MM_NOSEV && !name)) return MM_NOTOK;
  bool no_message = false, no_console = false;
  if (classification & MM_PRINT) no_message = !write_message(STDERR_FILENO, wanted_parts(), label, name, text, action, tag);
  if (classification & MM_CONSOLE) {
    int fd = open("/dev/console", O_WRONLY | O_NOCTTY | O_CLOEXEC);
    no_console = fd < 0 || !write_message(fd, All, label, name, text, action, tag);
    if (fd >= 0) close(fd);
  }
  return no_message && no_console ? MM_NOTOK : no_message ? MM_NOMSG : no_console ? MM_NOCON : MM_OK;
}

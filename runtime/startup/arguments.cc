// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// argv. From a tern parent the strings come as they are. From a native parent the command line is split by the rules
// of Microsoft's C runtime (docs/how/startup.md), and unquoted wildcards are expanded - unless the CYGWIN variable
// says noglob, or the runner of the SDK started us (TERN_HOST_START): then a host's shell has done it.
#include "core/utf.h"
#include "fs/convert.h"
#include "nt/loader.h"
#include "startup/command_line.h"
#include "startup/start.h"
#include <glob.h>
#include <stdlib.h>
#include <string.h>

extern "C" char **environ;

namespace tern::startup {

namespace {

struct List {
  char **values = nullptr;
  int count = 0, capacity = 0;
  void add(char *s) {
    if (count + 1 >= capacity) {
      capacity = capacity ? capacity * 2 : 16;
      values = static_cast<char **>(realloc(values, static_cast<size_t>(capacity) * sizeof *values));
      if (!values) abort();
    }
    values[count++] = s;
    values[count] = nullptr;
  }
};

Arguments from_block(const BlockRecord &record) {
  List list;
  const char *p = record.data, *end = p + record.length;
  while (p < end) {
    size_t n = strnlen(p, static_cast<size_t>(end - p));
    list.add(strndup(p, n));
    p += n + 1;
  }
  if (!list.values) list.add(strdup(""));
  return {list.count, list.values};
}

bool globbing_wanted() {
  if (getenv("TERN_HOST_START")) return false;
  const char *options = getenv("CYGWIN");
  return !options || !strstr(options, "noglob");
}

void add_expanded(List &list, const char *pattern) {
  glob_t found{};
  if (glob(pattern, GLOB_NOCHECK, nullptr, &found) == 0)
    for (int i = 0; i < static_cast<int>(found.gl_pathc); i++) list.add(strdup(found.gl_pathv[i]));
  else
    list.add(strdup(pattern));
  globfree(&found);
}

Arguments from_command_line() {
  size_t length = 0;
  const char16_t *line = nt::command_line(length);
  size_t bytes = 0;
  utf16_to_utf8(line, length, nullptr, 0, &bytes);
  auto *text = static_cast<char *>(malloc(bytes + 1));
  if (!text) abort();
  text[utf16_to_utf8(line, length, text, bytes)] = 0;
  List list;
  bool globbing = globbing_wanted();
  CommandLineSplitter splitter(text);
  SplitArgument argument;
  auto *buffer = static_cast<char *>(malloc(bytes + 1));
  if (!buffer) abort();
  while (splitter.next(buffer, argument)) {
    if (list.count > 0 && globbing && argument.unquoted_wildcard)
      add_expanded(list, buffer);
    else
      list.add(strdup(buffer));
  }
  free(buffer);
  free(text);
  if (!list.values) list.add(strdup(""));
  return {list.count, list.values};
}

} // namespace

// Z:\\tmp\\hello.exe -> /tmp/hello: POSIX programs are called without the suffix.
static char *program_name_from_native(char *native) {
  char *name = fs::posix_path(native);
  if (!name) return native;
  free(native);
  size_t n = strlen(name);
  if (n > 4 && !strcasecmp(name + n - 4, ".exe")) name[n - 4] = 0;
  return name;
}

// The name that the runner's caller used (TERN_ARGV0; Wine makes a full path of it), or null. It is taken out of the
// environment: a program that a native child starts has another.
static char *take_given_name() {
  constexpr char kPrefix[] = "TERN_ARGV0=";
  for (char **e = environ; e && *e; e++) {
    if (strncmp(*e, kPrefix, sizeof kPrefix - 1)) continue;
    char *name = strdup(*e + sizeof kPrefix - 1);
    free(*e);
    while ((e[0] = e[1])) e++;
    return name;
  }
  return nullptr;
}

Arguments make_arguments(const BlockReader *block) {
  if (block)
    if (BlockRecord record = block->find(BlockTag::Arguments)) return from_block(record);
  Arguments a = from_command_line();
  if (char *name = take_given_name()) {
    free(a.values[0]);
    a.values[0] = name;
  } else {
    a.values[0] = program_name_from_native(a.values[0]);
  }
  return a;
}

} // namespace tern::startup

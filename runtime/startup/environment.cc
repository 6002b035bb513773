// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// environ. From a tern parent as it is. From a native parent the PEB's block is converted once: names that begin with
// '=' (cmd's drive folders) stay behind, PATH becomes a POSIX list, HOME, TMPDIR, TMP and TEMP POSIX paths. A variable
// TERN_ENV_<NAME> that the SDK's runner set stands for NAME as it is (Wine does not hand PATH, HOME and TMP through).
#include "core/utf.h"
#include "fs/convert.h"
#include "nt/loader.h"
#include "startup/start.h"
#include <stdlib.h>
#include <string.h>

extern "C" char **environ;

namespace tern::startup {

namespace {

struct Environment {
  char **values = nullptr;
  size_t count = 0, capacity = 0;

  char **find(const char *name, size_t length) {
    for (size_t i = 0; i < count; i++)
      if (!strncmp(values[i], name, length) && values[i][length] == '=') return &values[i];
    return nullptr;
  }
  void add(char *entry) {
    if (!entry) return;
    if (count + 1 >= capacity) {
      capacity = capacity ? capacity * 2 : 64;
      values = static_cast<char **>(realloc(values, capacity * sizeof *values));
      if (!values) abort();
    }
    values[count++] = entry;
    values[count] = nullptr;
  }
  void set(char *entry) {
    char **old = find(entry, static_cast<size_t>(strchr(entry, '=') - entry));
    if (old)
      free(*old), *old = entry;
    else
      add(entry);
  }
};

Environment from_block(const BlockRecord &record) {
  Environment e;
  const char *p = record.data, *end = p + record.length;
  while (p < end) {
    size_t n = strnlen(p, static_cast<size_t>(end - p));
    e.add(strndup(p, n));
    p += n + 1;
  }
  return e;
}

bool is_native_path(const char *v) { return (v[0] && v[1] == ':') || v[0] == '\\'; }

// "NAME=native value" with the value converted, when it is one of the variables that hold paths and it is native.
char *converted(char *entry) {
  static const char *const paths[] = {"HOME=", "TMPDIR=", "TMP=", "TEMP="};
  if (!strncasecmp(entry, "PATH=", 5)) {
    memcpy(entry, "PATH", 4);
    char *list = fs::posix_path_list(entry + 5);
    if (!list) return entry;
    size_t n = strlen(list);
    auto *whole = static_cast<char *>(malloc(n + 6));
    if (!whole) abort();
    memcpy(whole, "PATH=", 5), memcpy(whole + 5, list, n + 1);
    free(list), free(entry);
    return whole;
  }
  for (const char *name : paths) {
    size_t n = strlen(name);
    if (strncmp(entry, name, n) || !is_native_path(entry + n)) continue;
    char *path = fs::posix_path(entry + n);
    if (!path) return entry;
    size_t length = strlen(path);
    auto *whole = static_cast<char *>(malloc(n + length + 1));
    if (!whole) abort();
    memcpy(whole, name, n), memcpy(whole + n, path, length + 1);
    free(path), free(entry);
    return whole;
  }
  return entry;
}

Environment from_native() {
  constexpr char kPrefix[] = "TERN_ENV_";
  constexpr size_t kPrefixLength = sizeof kPrefix - 1;
  Environment e, given;
  for (const char16_t *p = nt::environment_block(); p && *p;) {
    size_t units = 0, bytes = 0;
    while (p[units]) units++;
    utf16_to_utf8(p, units, nullptr, 0, &bytes);
    auto *entry = static_cast<char *>(malloc(bytes + 1));
    if (!entry) abort();
    entry[utf16_to_utf8(p, units, entry, bytes)] = 0;
    p += units + 1;
    if (entry[0] == '=' || !strchr(entry, '='))
      free(entry);
    else if (!strncmp(entry, kPrefix, kPrefixLength) && entry[kPrefixLength] != '=')
      given.add(strdup(entry + kPrefixLength)), free(entry);
    else
      e.add(entry);
  }
  environ = e.values; // path conversion looks at TERN_FSTAB and CYGWIN
  for (size_t i = 0; i < e.count; i++) e.values[i] = converted(e.values[i]);
  for (size_t i = 0; i < given.count; i++) e.set(given.values[i]);
  free(given.values);
  return e;
}

} // namespace

char **make_environment(const BlockReader *block) {
  Environment e;
  BlockRecord record;
  if (block && (record = block->find(BlockTag::Environment)))
    e = from_block(record);
  else
    e = from_native();
  if (!e.values) {
    e.values = static_cast<char **>(calloc(1, sizeof *e.values));
    if (!e.values) abort();
  }
  return e.values;
}

} // namespace tern::startup

// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "process/native_arguments.h"
#include "core/lock.h"
#include "core/utf.h"
#include "fs/convert.h"
#include "nt/loader.h"
#include <stdlib.h>
#include <string.h>
#include <strings.h>

namespace tern::process {

WideText::~WideText() { free(data_); }

static bool grow(char16_t *&data, size_t &capacity, size_t wanted) {
  if (wanted <= capacity) return true;
  size_t larger = capacity ? capacity * 2 : 2048;
  while (larger < wanted) larger *= 2;
  void *p = realloc(data, larger * sizeof(char16_t));
  if (!p) return false;
  data = static_cast<char16_t *>(p);
  capacity = larger;
  return true;
}

void WideText::add(char16_t c) {
  if (failed_ || !grow(data_, capacity_, size_ + 1)) {
    failed_ = true;
    return;
  }
  data_[size_++] = c;
}

void WideText::add_utf8(const char *s, size_t n) {
  if (failed_ || !grow(data_, capacity_, size_ + n)) { // never more units than bytes
    failed_ = true;
    return;
  }
  size_ += utf8_to_utf16(s, n, data_ + size_, n);
}

void WideText::add_utf16(const char16_t *s, size_t n) {
  if (failed_ || !grow(data_, capacity_, size_ + n)) {
    failed_ = true;
    return;
  }
  memcpy(data_ + size_, s, n * sizeof *s);
  size_ += n;
}

// "Parsing C command-line arguments": backslashes count only before a quote.
static void add_quoted(WideText &out, const char *arg, bool program) {
  bool plain = *arg && !strpbrk(arg, " \t\n\v\"") && (program || !strpbrk(arg, "*?["));
  if (plain) {
    out.add_utf8(arg, strlen(arg));
    return;
  }
  out.add('"');
  const char *run = arg;
  size_t backslashes = 0;
  for (const char *p = arg; *p; ++p) {
    if (*p == '\\') {
      ++backslashes;
      continue;
    }
    if (*p == '"') {
      out.add_utf8(run, static_cast<size_t>(p - run));
      for (size_t i = 0; i <= backslashes; ++i) out.add('\\');
      run = p;
    }
    backslashes = 0;
  }
  out.add_utf8(run, strlen(run));
  for (size_t i = 0; i < backslashes; ++i) out.add('\\');
  out.add('"');
}

Result<> make_command_line(char *const *argv, bool may_truncate, WideText &out) {
  constexpr size_t kLimit = 32766;
  for (size_t i = 0; argv[i]; ++i) {
    size_t before = out.size();
    if (i) out.add(' ');
    add_quoted(out, argv[i], i == 0);
    if (out.size() <= kLimit) continue;
    if (!may_truncate) return Errno(E2BIG);
    out.truncate(before);
    break;
  }
  out.add(0);
  if (out.failed()) return Errno(ENOMEM);
  return success();
}

// ---- environment

namespace {

// The last conversion of PATH: a shell starts all its commands with the same one.
char *g_path_posix, *g_path_native;
Lock g_path_lock;

char *native_path_list(const char *posix) {
  {
    Guard guard(g_path_lock);
    if (g_path_posix && !strcmp(g_path_posix, posix)) return strdup(g_path_native);
  }
  char *native = fs::win32_path_list(posix);
  if (!native) return nullptr;
  char *key = strdup(posix), *value = strdup(native);
  Guard guard(g_path_lock);
  if (key && value) {
    free(g_path_posix), free(g_path_native);
    g_path_posix = key, g_path_native = value;
  } else {
    free(key), free(value);
  }
  return native;
}

struct Converted {
  const char *name;
  bool list;
};
constexpr Converted kConverted[] = {{"PATH", true}, {"HOME", false}, {"TMP", false}, {"TEMP", false}, {"TMPDIR", false}};

void add_entry(WideText &out, const char *entry) {
  const char *equals = strchr(entry, '=');
  size_t name = static_cast<size_t>(equals - entry);
  for (const Converted &c : kConverted) {
    if (strlen(c.name) != name || strncmp(entry, c.name, name)) continue;
    const char *value = equals + 1;
    char *native = c.list ? native_path_list(value) : *value == '/' ? fs::win32_path(value) : nullptr;
    if (!native) break;
    out.add_utf8(entry, name + 1);
    out.add_utf8(native, strlen(native));
    out.add(0);
    free(native);
    return;
  }
  out.add_utf8(entry, strlen(entry));
  out.add(0);
}

constexpr const char *kEssential[] = {"SYSTEMROOT", "SYSTEMDRIVE", "WINDIR", "COMSPEC", "PATHEXT", "WINEPREFIX", "USERPROFILE"};
constexpr unsigned kEssentials = sizeof kEssential / sizeof *kEssential;

int essential_index(const char *entry, size_t name) {
  for (unsigned i = 0; i < kEssentials; ++i)
    if (strlen(kEssential[i]) == name && !strncasecmp(entry, kEssential[i], name)) return static_cast<int>(i);
  return -1;
}

// Missing ones, from our own Win32 environment.
void add_essentials(WideText &out, uint32_t present) {
  for (const char16_t *p = nt::environment_block(); p && *p;) {
    size_t n = 0, name = 0;
    while (p[n]) ++n;
    char ascii[24];
    while (name < n && name < sizeof ascii && p[name] != '=' && p[name] < 128) ascii[name] = static_cast<char>(p[name]), ++name;
    int i = name < n && p[name] == '=' ? essential_index(ascii, name) : -1;
    if (i >= 0 && !(present & 1u << i)) out.add_utf16(p, n + 1);
    p += n + 1;
  }
}

} // namespace

Result<> make_native_environment(char *const *envp, bool essential_only, WideText &out) {
  uint32_t present = 0;
  for (size_t i = 0; envp && envp[i]; ++i) {
    const char *equals = strchr(envp[i], '=');
    if (!equals || equals == envp[i]) continue;
    int e = essential_index(envp[i], static_cast<size_t>(equals - envp[i]));
    if (e >= 0) present |= 1u << e;
    if (essential_only && e < 0 && strncmp(envp[i], "PATH=", 5)) continue;
    add_entry(out, envp[i]);
  }
  add_essentials(out, present);
  if (out.size() == 0) out.add(0);
  out.add(0);
  if (out.failed()) return Errno(ENOMEM);
  return success();
}

} // namespace tern::process

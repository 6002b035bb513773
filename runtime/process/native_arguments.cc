// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "process/native_arguments.h"
#include "process/image_files.h"
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
constexpr Converted kConverted[] = {{"PATH", true}, // the first: see add_entry
                                      {"HOME", false}, {"TMP", false}, {"TEMP", false}, {"TMPDIR", false}};

char16_t lower(char16_t c) { return c >= 'A' && c <= 'Z' ? static_cast<char16_t>(c + 32) : c; }

bool is_in_list(const char16_t *list, size_t length, const char16_t *folder, size_t folder_length) {
  for (size_t begin = 0; begin <= length;) {
    size_t end = begin;
    while (end < length && list[end] != ';') ++end;
    size_t i = 0;
    while (i < folder_length && begin + i < end && lower(list[begin + i]) == lower(folder[i])) ++i;
    if (i == folder_length && begin + i == end) return true;
    begin = end + 1;
  }
  return false;
}

// A child's loader finds tern1.dll by PATH: its folder is the last one there, whatever PATH the child is to see. from: where
// the value begins in out.
void add_runtime_folder(WideText &out, size_t from) {
  static char16_t folder[1024];
  static size_t length;
  size_t n = __atomic_load_n(&length, __ATOMIC_ACQUIRE);
  if (!n) {
    n = original_image_path(nt::module_base(u"tern1.dll"), folder, 1024);
    while (n && folder[n - 1] != '\\') --n;
    if (n) __atomic_store_n(&length, --n, __ATOMIC_RELEASE);
  }
  if (!n || out.failed() || is_in_list(out.data() + from, out.size() - from, folder, n)) return;
  if (out.size() > from) out.add(';');
  out.add_utf16(folder, n);
}

void add_entry(WideText &out, const char *entry) {
  const char *equals = strchr(entry, '=');
  size_t name = static_cast<size_t>(equals - entry);
  for (const Converted &c : kConverted) {
    if (strlen(c.name) != name || strncmp(entry, c.name, name)) continue;
    const char *value = equals + 1;
    char *native = c.list ? native_path_list(value) : *value == '/' ? fs::win32_path(value) : nullptr;
    if (!native) break;
    out.add_utf8(entry, name + 1);
    size_t value_at = out.size();
    out.add_utf8(native, strlen(native));
    if (&c == kConverted) add_runtime_folder(out, value_at);
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
  bool has_path = false;
  for (size_t i = 0; envp && envp[i]; ++i) {
    const char *equals = strchr(envp[i], '=');
    if (!equals || equals == envp[i]) continue;
    int e = essential_index(envp[i], static_cast<size_t>(equals - envp[i]));
    if (e >= 0) present |= 1u << e;
    bool is_path = !strncmp(envp[i], "PATH=", 5);
    has_path = has_path || is_path;
    if (essential_only && e < 0 && !is_path) continue;
    add_entry(out, envp[i]);
  }
  if (!has_path) {
    out.add_utf8("PATH=", 5);
    add_runtime_folder(out, out.size());
    out.add(0);
  }
  add_essentials(out, present);
  if (out.size() == 0) out.add(0);
  out.add(0);
  if (out.failed()) return Errno(ENOMEM);
  return success();
}

} // namespace tern::process

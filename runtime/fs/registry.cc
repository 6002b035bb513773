// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "fs/registry.h"
#include "core/utf.h"
#include "nt/registry.h"
#include "nt/token.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

namespace tern::fs {

namespace {

constexpr char kPrefix[] = "/proc/registry";
constexpr size_t kPrefixLength = sizeof kPrefix - 1;
constexpr size_t kKeyMax = 2048;

struct RootKey {
  const char *name, *key; // null: the user's
};
constexpr RootKey kRoots[] = {
    {"HKEY_CLASSES_ROOT", "\\Registry\\Machine\\Software\\Classes"},
    {"HKEY_CURRENT_CONFIG", "\\Registry\\Machine\\System\\CurrentControlSet\\Hardware Profiles\\Current"},
    {"HKEY_CURRENT_USER", nullptr},
    {"HKEY_LOCAL_MACHINE", "\\Registry\\Machine"},
    {"HKEY_USERS", "\\Registry\\User"},
};
constexpr size_t kRootCount = sizeof kRoots / sizeof *kRoots;

// Characters of names that paths cannot have are %xx; a key's value without a name is "@".
size_t decode(const char *s, size_t n, char16_t *out, size_t capacity) {
  char text[1024];
  size_t k = 0;
  for (size_t i = 0; i < n; i++) {
    if (k + 1 >= sizeof text) return SIZE_MAX;
    unsigned value;
    char two[3] = {i + 2 < n ? s[i + 1] : '\0', i + 2 < n ? s[i + 2] : '\0', 0}, *end;
    if (s[i] == '%' && i + 2 < n && (value = static_cast<unsigned>(strtoul(two, &end, 16)), end == two + 2)) text[k++] = static_cast<char>(value), i += 2;
    else text[k++] = s[i];
  }
  size_t needed, units = utf8_to_utf16(text, k, out, capacity, &needed);
  return units == needed ? units : SIZE_MAX;
}

bool encode(const char16_t *text, size_t units, char *out, size_t capacity) {
  char plain[1024];
  size_t needed, n = utf16_to_utf8(text, units, plain, sizeof plain, &needed);
  if (n != needed) return false;
  bool dots = (n == 1 && plain[0] == '.') || (n == 2 && plain[0] == '.' && plain[1] == '.');
  size_t k = 0;
  for (size_t i = 0; i < n; i++) {
    char c = plain[i];
    if (k + 4 > capacity) return false;
    if (c == '/' || c == '\\' || c == '%' || c == ':' || (dots && c == '.')) k += static_cast<size_t>(snprintf(out + k, 4, "%%%02x", c & 0xff));
    else out[k++] = c;
  }
  if (!n) out[k++] = '@';
  out[k] = 0;
  return true;
}

struct Place {
  bool roots = false, key = false, value = false;
  nt::Handle handle; // of the key, or the value's key
  char16_t name[1024];
  size_t length = 0; // of the value's name
};

size_t append(char16_t *to, size_t at, const char *ascii) {
  while (*ascii && at < kKeyMax) to[at++] = static_cast<unsigned char>(*ascii++);
  return at;
}

void find(const Path &p, Place &r) {
  if (p.length == kPrefixLength) {
    r.roots = true;
    return;
  }
  const char *s = p.posix + kPrefixLength + 1;
  size_t n = strcspn(s, "/");
  char16_t path[kKeyMax + 1024];
  size_t at = 0;
  for (auto &root : kRoots) {
    if (strlen(root.name) != n || strncasecmp(root.name, s, n)) continue;
    nt::Sid user;
    char sid[200];
    if (root.key) {
      at = append(path, 0, root.key);
    } else {
      if (!nt::current_user(user).ok() || !nt::sid_text(user, sid, sizeof sid)) return;
      at = append(path, append(path, 0, "\\Registry\\User\\"), sid);
    }
  }
  if (!at) return;
  size_t parent = at;
  for (s += n; *s;) {
    n = strcspn(++s, "/");
    size_t units = decode(s, n, r.name, 1024);
    if (units == SIZE_MAX || at + units + 1 > kKeyMax) return;
    parent = at;
    path[at++] = '\\';
    memcpy(path + at, r.name, units * 2);
    at += units;
    r.length = n == 1 && *s == '@' ? 0 : units;
    s += n;
  }
  if (nt::open_key(r.handle, {path, at}).ok()) {
    r.key = true;
    return;
  }
  size_t size;
  uint32_t type;
  char one[1];
  if (parent == at || !nt::open_key(r.handle, {path, parent}).ok()) return;
  nt::Status s2 = nt::query_value(r.handle.get(), {r.name, r.length}, one, sizeof one, size, type);
  r.value = s2.ok() || s2 == 0x80000005u;
}

} // namespace

bool is_registry(const Path &p) {
  return p.length >= kPrefixLength && !memcmp(p.posix, kPrefix, kPrefixLength) && (p.length == kPrefixLength || p.posix[kPrefixLength] == '/');
}

Found registry_look(const Path &p) {
  Place r;
  find(p, r);
  return r.roots || r.key ? Found::Directory : r.value ? Found::Other : Found::Missing;
}

// Texts are UTF-8 with their final NUL; other types are the bytes.
Result<> registry_text(const Path &p, ProcText &out) {
  Place r;
  find(p, r);
  if (r.roots || r.key) return Errno(EISDIR);
  if (!r.value) return Errno(ENOENT);
  size_t capacity = 4096, size = 0;
  uint32_t type;
  unsigned char *data = nullptr;
  nt::Status s{0};
  for (int i = 0; i < 4; i++) { // it may grow while we look
    free(data);
    data = static_cast<unsigned char *>(malloc(capacity + 2));
    if (!data) return Errno(ENOMEM);
    s = nt::query_value(r.handle.get(), {r.name, r.length}, data, capacity, size, type);
    if (!(s == 0x80000005u)) break;
    capacity = size;
  }
  if (s.ok() && (type == nt::kText || type == nt::kExpandText || type == nt::kTexts || type == nt::kLink)) {
    size_t needed = 0, room = size / 2 * 3 + 4;
    auto *text = static_cast<char *>(malloc(room));
    if (text) out.add(text, utf16_to_utf8(reinterpret_cast<char16_t *>(data), size / 2, text, room, &needed));
    free(text);
  } else if (s.ok()) {
    out.add(reinterpret_cast<char *>(data), size);
  }
  free(data);
  return s.ok() ? success() : Result<>(Errno(EACCES));
}

bool registry_list(const Path &p, size_t index, char *name, size_t capacity, bool &directory) {
  Place r;
  find(p, r);
  directory = true;
  if (r.roots) {
    if (index >= kRootCount) return false;
    return snprintf(name, capacity, "%s", kRoots[index].name) > 0;
  }
  if (!r.key) return false;
  char16_t text[512];
  size_t n;
  uint32_t keys = 0;
  if (nt::subkey_at(r.handle.get(), static_cast<uint32_t>(index), text, 512, n)) return encode(text, n, name, capacity);
  while (nt::subkey_at(r.handle.get(), keys, text, 512, n)) keys++;
  directory = false;
  return index >= keys && nt::value_at(r.handle.get(), static_cast<uint32_t>(index) - keys, text, 512, n) && encode(text, n, name, capacity);
}

} // namespace tern::fs

// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "fs/mount_table.h"
#include "fs/name_map.h"
#include <stdlib.h>
#include <string.h>

namespace tern::fs {

static constinit MountTable g_first;
static constinit MountTable *g_current = &g_first;

MountTable &mounts() { return *__atomic_load_n(&g_current, __ATOMIC_ACQUIRE); }
void replace_mounts(MountTable *t) { __atomic_store_n(&g_current, t, __ATOMIC_RELEASE); }

bool copy_mounts(MountTable &to) {
  MountTable &from = mounts();
  to.set_cygdrive(from.cygdrive(), strlen(from.cygdrive()), from.cygdrive_flags());
  for (size_t i = 0; i < from.count(); i++) {
    auto &m = from.at(i);
    if (!to.add(m.posix, m.posix_length, m.native, m.native_length, m.source, m.flags)) return false;
  }
  return true;
}

namespace {

constexpr char16_t kNtPrefix[] = u"\\??\\";
constexpr size_t kNtPrefixLength = 4;

char16_t lower(char16_t c) { return c >= 'A' && c <= 'Z' ? c + 32 : c; }
bool is_letter(char16_t c) { return lower(c) >= 'a' && lower(c) <= 'z'; }

bool same_prefix(const char16_t *a, const char16_t *b, size_t n) {
  for (size_t i = 0; i < n; i++)
    if (lower(a[i]) != lower(b[i])) return false;
  return true;
}

// Is `path` equal to `prefix` or below it?
bool is_below(const char *path, size_t length, const char *prefix, size_t prefix_length) {
  return length >= prefix_length && memcmp(path, prefix, prefix_length) == 0 && (length == prefix_length || path[prefix_length] == '/');
}

struct Option {
  const char *name;
  uint32_t set, clear;
};
constexpr Option kOptions[] = {
    {"binary", 0, kMountText},       {"text", kMountText, 0},           {"acl", 0, kMountNoAcl},     {"noacl", kMountNoAcl, 0},
    {"exec", kMountExec, kMountNotExec}, {"notexec", kMountNotExec, kMountExec}, {"cygexec", kMountExec, kMountNotExec},
    {"noexec", kMountNotExec, kMountExec}, {"posix=1", kMountPosixCase, 0}, {"posix=0", 0, kMountPosixCase}, {"ihash", kMountIhash, 0},
    {"user", kMountUser, 0},         {"nouser", 0, kMountUser},         {"bind", kMountBind, 0},     {"override", 0, 0},
    {"auto", kMountAutomatic, 0},    {"nosuid", kMountNoSuid, 0},       {"suid", 0, kMountNoSuid},   {"sparse", kMountSparse, 0},
    {"nosparse", 0, kMountSparse},   {"dos", 0, 0},                     {"defaults", 0, 0},          {"rw", 0, 0},
    {"notmpdir", 0, 0},
};

bool parse_options(const char *text, size_t length, uint32_t &flags) {
  for (size_t i = 0; i < length;) {
    size_t end = i;
    while (end < length && text[end] != ',') end++;
    bool known = end == i;
    for (auto &o : kOptions)
      if (strlen(o.name) == end - i && memcmp(o.name, text + i, end - i) == 0) flags = (flags | o.set) & ~o.clear, known = true;
    if (!known) return false;
    i = end + 1;
  }
  return true;
}

// Takes one blank-separated word and undoes its octal escapes. Returns its length, 0 when there is none.
size_t take_word(char *&at, char *&word) {
  while (*at == ' ' || *at == '\t') at++;
  word = at;
  char *to = at;
  while (*at && *at != ' ' && *at != '\t' && *at != '\n' && *at != '\r') {
    if (at[0] == '\\' && at[1] >= '0' && at[1] <= '3' && at[2] >= '0' && at[2] <= '7' && at[3] >= '0' && at[3] <= '7') {
      *to++ = static_cast<char>((at[1] - '0') << 6 | (at[2] - '0') << 3 | (at[3] - '0'));
      at += 4;
    } else {
      *to++ = *at++;
    }
  }
  bool ended = !*at;
  char *next = ended ? at : at + 1;
  size_t length = static_cast<size_t>(to - word);
  if (!ended && (*at == '\n' || *at == '\r')) next = at;
  if (to < next) *to = 0;
  at = next;
  return length;
}

} // namespace

FstabResult parse_fstab_line(char *text, FstabLine &line, const char *&why) {
  char *at = text;
  while (*at == ' ' || *at == '\t') at++;
  if (!*at || *at == '#' || *at == '\n' || *at == '\r') return FstabResult::Blank;
  char *native, *posix, *type, *options;
  line.native_length = take_word(at, native);
  line.posix_length = take_word(at, posix);
  line.type_length = take_word(at, type);
  size_t options_length = take_word(at, options);
  line.native = native, line.posix = posix, line.type = type;
  line.flags = 0;
  if (!line.posix_length) return why = "no mount point", FstabResult::Malformed;
  if (posix[0] != '/') return why = "mount point is not absolute", FstabResult::Malformed;
  if (!line.type_length) return why = "no file system type", FstabResult::Malformed;
  if (options_length && !parse_options(options, options_length, line.flags)) return why = "unknown option", FstabResult::Malformed;
  bool cygdrive = line.type_length == 8 && memcmp(type, "cygdrive", 8) == 0;
  if (cygdrive) line.flags |= kMountCygdrive;
  bool none = line.native_length == 4 && memcmp(native, "none", 4) == 0;
  if (none && !cygdrive && !(line.type_length == 7 && memcmp(type, "usertemp", 7) == 0)) return why = "no source directory", FstabResult::Malformed;
  if (!none && !(line.flags & kMountBind) && !is_win32_path(native, line.native_length))
    return why = "source is no Windows path (option bind is missing?)", FstabResult::Malformed;
  while (line.posix_length > 1 && posix[line.posix_length - 1] == '/') line.posix_length--;
  return FstabResult::Mount;
}

bool MountTable::add(const char *posix, size_t posix_length, const char16_t *native, size_t native_length, const char *source, uint32_t flags) {
  while (posix_length && posix[posix_length - 1] == '/') posix_length--;
  while (native_length && native[native_length - 1] == '\\') native_length--;
  remove(posix, posix_length);
  if (count_ == kMax) return false;
  size_t source_length = strlen(source);
  auto *text = static_cast<char *>(malloc(native_length * 2 + posix_length + source_length + 2));
  if (!text) return false;
  Mount m;
  m.native = reinterpret_cast<char16_t *>(text);
  memcpy(m.native, native, native_length * 2);
  m.native_length = native_length;
  m.posix = text + native_length * 2;
  memcpy(m.posix, posix, posix_length);
  m.posix[posix_length] = 0;
  m.posix_length = posix_length;
  m.source = m.posix + posix_length + 1;
  memcpy(m.source, source, source_length + 1);
  m.flags = flags;
  size_t i = count_++; // longest mount point first
  while (i && mounts_[i - 1].posix_length < posix_length) mounts_[i] = mounts_[i - 1], i--;
  mounts_[i] = m;
  return true;
}

bool MountTable::remove(const char *posix, size_t length) {
  while (length && posix[length - 1] == '/') length--;
  for (size_t i = 0; i < count_; i++)
    if (mounts_[i].posix_length == length && memcmp(mounts_[i].posix, posix, length) == 0) {
      free(mounts_[i].native);
      for (count_--; i < count_; i++) mounts_[i] = mounts_[i + 1];
      return true;
    }
  return false;
}

bool MountTable::set_cygdrive(const char *prefix, size_t length, uint32_t flags) {
  while (length && prefix[length - 1] == '/') length--;
  if (length >= sizeof cygdrive_) return false;
  memcpy(cygdrive_, prefix, length);
  cygdrive_[length] = 0;
  cygdrive_length_ = length;
  cygdrive_flags_ = flags;
  return true;
}

bool MountTable::to_native(const char *posix, size_t length, char16_t *out, size_t capacity, size_t &out_length, uint32_t &flags) const {
  // Longest mount point first; a root-like cygdrive prefix ("") comes last.
  bool drive = is_below(posix, length, cygdrive_, cygdrive_length_) && length >= cygdrive_length_ + 2 &&
               is_letter(static_cast<unsigned char>(posix[cygdrive_length_ + 1])) &&
               (length == cygdrive_length_ + 2 || posix[cygdrive_length_ + 2] == '/');
  const char *rest = nullptr;
  size_t n = 0;
  for (size_t i = 0; i < count_ && !rest; i++) {
    auto &m = mounts_[i];
    if (drive && m.posix_length < cygdrive_length_ + 2 && m.posix_length <= cygdrive_length_) break;
    if (!is_below(posix, length, m.posix, m.posix_length)) continue;
    if (m.native_length > capacity) return false;
    memcpy(out, m.native, m.native_length * 2);
    n = m.native_length;
    rest = posix + m.posix_length;
    flags = m.flags;
  }
  if (!rest && drive) {
    if (capacity < 8) return false;
    memcpy(out, kNtPrefix, kNtPrefixLength * 2);
    out[4] = static_cast<char16_t>(posix[cygdrive_length_ + 1] & ~0x20);
    out[5] = ':';
    n = 6;
    rest = posix + cygdrive_length_ + 2;
    flags = cygdrive_flags_;
  }
  if (!rest && length > 2 && posix[0] == '/' && posix[1] == '/') { // //server/share
    memcpy(out, u"\\??\\UNC", 7 * 2);
    n = 7;
    rest = posix + 1;
    flags = 0;
  }
  if (!rest) return false;
  size_t k = fs::to_native(rest, length - static_cast<size_t>(rest - posix), out + n, capacity - n);
  if (k == SIZE_MAX) return false;
  out_length = n + k;
  // A bare drive is the volume; its root directory needs the backslash.
  if (out[out_length - 1] == ':' && out_length == 6) {
    if (out_length == capacity) return false;
    out[out_length++] = '\\';
  }
  return true;
}

bool MountTable::to_posix(const char16_t *native, size_t length, char *out, size_t capacity, size_t &out_length) const {
  while (length && native[length - 1] == '\\') length--;
  const Mount *best = nullptr;
  for (size_t i = 0; i < count_; i++) {
    auto &m = mounts_[i];
    if (m.native_length > length || !same_prefix(m.native, native, m.native_length)) continue;
    if (length > m.native_length && native[m.native_length] != '\\') continue;
    if (!best || m.native_length > best->native_length) best = &m;
  }
  size_t n, rest;
  if (best) {
    n = best->posix_length, rest = best->native_length;
    if (n + 2 > capacity) return false;
    memcpy(out, best->posix, n);
  } else if (length >= 6 && native[5] == ':' && same_prefix(native, kNtPrefix, kNtPrefixLength) && is_letter(native[4])) {
    if (cygdrive_length_ + 4 > capacity) return false;
    memcpy(out, cygdrive_, cygdrive_length_);
    n = cygdrive_length_;
    out[n++] = '/';
    out[n++] = static_cast<char>(lower(native[4]));
    rest = 6;
  } else if (length > 8 && same_prefix(native, u"\\??\\UNC\\", 8)) {
    if (capacity < 2) return false;
    out[0] = '/';
    n = 1, rest = 7;
  } else {
    return false;
  }
  size_t k = fs::to_posix(native + rest, length - rest, out + n, capacity - n);
  if (k == SIZE_MAX || n + k >= capacity) return false;
  out_length = n + k;
  if (!out_length) out[out_length++] = '/';
  if (out_length >= capacity) return false;
  out[out_length] = 0;
  return true;
}

bool MountTable::is_above_mount(const char *posix, size_t length) const {
  while (length && posix[length - 1] == '/') length--;
  if (is_below(cygdrive_, cygdrive_length_, posix, length)) return true;
  for (size_t i = 0; i < count_; i++)
    if (is_below(mounts_[i].posix, mounts_[i].posix_length, posix, length)) return true;
  return false;
}

static bool is_slash(char c) { return c == '/' || c == '\\'; }

bool is_win32_path(const char *t, size_t n) {
  if (n >= 2 && t[1] == ':' && is_letter(static_cast<unsigned char>(t[0]))) return n == 2 || is_slash(t[2]);
  if (n >= 4 && t[0] == '\\' && (t[1] == '\\' || t[1] == '?') && t[2] == '?' && t[3] == '\\') return true;
  return n >= 3 && is_slash(t[0]) && is_slash(t[1]) && !is_slash(t[2]) && (t[0] == '\\' || t[1] == '\\' || t[2] != 0);
}

bool win32_to_native(const char *t, size_t n, char16_t *out, size_t capacity, size_t &out_length) {
  if (!is_win32_path(t, n) || capacity < 16) return false;
  size_t k = 4, floor;
  memcpy(out, kNtPrefix, kNtPrefixLength * 2);
  if (n >= 4 && t[0] == '\\' && t[2] == '?' && t[3] == '\\') { // \\?\ and \??\ forms
    t += 4, n -= 4;
    if (n >= 4 && (t[0] | 32) == 'u' && (t[1] | 32) == 'n' && (t[2] | 32) == 'c' && is_slash(t[3])) {
      memcpy(out + k, u"UNC", 6);
      k += 3, t += 3, n -= 3;
    }
  } else if (is_slash(t[0])) {
    memcpy(out + k, u"UNC", 6);
    k += 3, t += 1, n -= 1;
  }
  if (n >= 2 && t[1] == ':') {
    out[k++] = static_cast<char16_t>(t[0] >= 'a' ? t[0] - 32 : t[0]);
    out[k++] = ':';
    t += 2, n -= 2;
  }
  floor = k;
  while (n) {
    while (n && is_slash(*t)) t++, n--;
    size_t c = 0;
    while (c < n && !is_slash(t[c])) c++;
    if (c == 2 && t[0] == '.' && t[1] == '.') {
      while (k > floor && out[k - 1] != '\\') k--;
      if (k > floor) k--;
    } else if (c && !(c == 1 && t[0] == '.')) {
      if (k == capacity) return false;
      out[k++] = '\\';
      size_t w = fs::to_native(t, c, out + k, capacity - k);
      if (w == SIZE_MAX) return false;
      k += w;
    }
    t += c, n -= c;
  }
  if (k == 6 && out[5] == ':') {
    if (k == capacity) return false;
    out[k++] = '\\';
  }
  out_length = k;
  return true;
}

} // namespace tern::fs

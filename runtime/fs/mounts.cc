// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "fs/mounts.h"
#include "core/trace.h"
#include "core/utf.h"
#include "fs/cwd.h"
#include "fs/mount_table.h"
#include "fs/name_map.h"
#include "fs/path.h"
#include "nt/loader.h"
#include "nt/raw_output.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

extern "C" char __ImageBase;

namespace tern::fs {

namespace {

// A variable of the native environment, as UTF-8; empty when unset.
size_t native_variable(const char *name, char *out, size_t capacity) {
  size_t n = strlen(name);
  for (const char16_t *e = nt::environment_block(); e && *e;) {
    size_t length = 0;
    while (e[length]) length++;
    size_t i = 0;
    while (i < n && i < length && (e[i] == static_cast<char16_t>(name[i]))) i++;
    if (i == n && e[n] == '=') {
      size_t needed, k = utf16_to_utf8(e + n + 1, length - n - 1, out, capacity - 1, &needed);
      if (k != needed) return 0;
      out[k] = 0;
      return k;
    }
    e += length + 1;
  }
  return 0;
}

void complain(const char *file, int line, const char *why) {
  char text[kPathMax + 200];
  int n = snprintf(text, sizeof text, "tern: %s:%d: %s; line is skipped\n", file, line, why);
  nt::write_raw(nt::standard_handle(2), text, static_cast<size_t>(n));
}

// The root's NT path: the parent of the DLL's folder when that is called bin, else the folder itself.
size_t root_from_module(char16_t *out, size_t capacity) {
  char16_t path[kNativeMax];
  size_t n = nt::module_path(&__ImageBase, path, kNativeMax);
  if (!n || n + 8 > capacity) return 0;
  const char16_t *from = path;
  size_t at = 4;
  memcpy(out, u"\\??\\", 8);
  if (n > 4 && path[0] == '\\' && path[1] == '\\' && path[2] == '?') from += 4, n -= 4;
  else if (n > 2 && path[0] == '\\' && path[1] == '\\') memcpy(out + 4, u"UNC", 6), at = 7, from += 1, n -= 1;
  memcpy(out + at, from, n * 2);
  n += at;
  auto parent = [&] {
    while (n && out[n - 1] != '\\') n--;
    if (n) n--;
  };
  parent();
  if (n > 4 && (out[n - 3] | 32) == 'b' && (out[n - 2] | 32) == 'i' && (out[n - 1] | 32) == 'n' && out[n - 4] == '\\') parent();
  return n;
}

void mount_line(FstabLine &line, const char *file, int number) {
  if (line.flags & kMountCygdrive) {
    mounts().set_cygdrive(line.posix, line.posix_length, line.flags & ~kMountCygdrive);
    return;
  }
  char16_t native[kNativeMax];
  size_t n = 0;
  char posix[kPathMax], source[kPathMax];
  if (line.posix_length >= sizeof posix || line.native_length >= sizeof source) return complain(file, number, "path is too long");
  memcpy(posix, line.posix, line.posix_length);
  posix[line.posix_length] = 0;
  memcpy(source, line.native, line.native_length);
  source[line.native_length] = 0;
  if (line.type_length == 8 && !memcmp(line.type, "usertemp", 8)) {
    n = native_variable("TMP", source, sizeof source);
    if (!n || !win32_to_native(source, n, native, kNativeMax, n)) return;
  } else if (line.flags & kMountBind) {
    uint32_t flags = 0;
    if (source[0] != '/' || !mounts().to_native(source, line.native_length, native, kNativeMax, n, flags))
      return complain(file, number, "source of the bind is no POSIX directory");
    line.flags |= flags;
  } else if (!win32_to_native(line.native, line.native_length, native, kNativeMax, n)) {
    return complain(file, number, "path is too long");
  }
  if (!mounts().add(posix, line.posix_length, native, n, source, line.flags)) complain(file, number, "too many mounts");
}

bool read_fstab(nt::Name name, const char *shown) {
  nt::Handle h;
  if (!nt::open_file(h, {.name = name, .access = nt::kReadData | nt::kReadAttributes, .options = nt::kNotDirectory}).ok()) return false;
  int64_t size = 0;
  if (!nt::query_size(h.get(), size).ok() || size > 1 << 20) return false;
  auto *text = static_cast<char *>(malloc(static_cast<size_t>(size) + 1));
  if (!text) return false;
  size_t n = 0;
  int64_t start = 0;
  nt::read_file(h.get(), text, static_cast<uint32_t>(size), &start, n);
  text[n] = 0;
  int number = 0;
  for (char *at = text; at < text + n;) {
    char *end = strchr(at, '\n');
    if (end) *end = 0;
    else end = text + n;
    number++;
    FstabLine line;
    const char *why = "";
    switch (parse_fstab_line(at, line, why)) {
    case FstabResult::Blank: break;
    case FstabResult::Malformed: complain(shown, number, why); break;
    case FstabResult::Mount: mount_line(line, shown, number); break;
    }
    at = end + 1;
  }
  free(text);
  return true;
}

bool read_fstab_posix(const char *posix) {
  char16_t native[kNativeMax];
  size_t n;
  uint32_t flags;
  return mounts().to_native(posix, strlen(posix), native, kNativeMax, n, flags) && read_fstab({native, n}, posix);
}

} // namespace

void mounts_load_fstab() {
  if (nt::under_wine()) g_name_rules = {false, false};
  char16_t root[kNativeMax];
  size_t n = root_from_module(root, kNativeMax);
  if (n) {
    char source[kPathMax];
    size_t k = to_posix(root + 4, n - 4, source, sizeof source - 1);
    source[k == SIZE_MAX ? 0 : k] = 0;
    mounts().add("", 0, root, n, source, kMountAutomatic);
    char16_t bin[kNativeMax], lib[kNativeMax];
    memcpy(bin, root, n * 2), memcpy(lib, root, n * 2);
    memcpy(bin + n, u"\\bin", 8), memcpy(lib + n, u"\\usr\\lib", 16);
    mounts().add("/usr/bin", 8, bin, n + 4, source, kMountAutomatic);
  }
  char file[kPathMax];
  size_t k = native_variable("TERN_FSTAB", file, sizeof file);
  if (k) {
    char16_t native[kNativeMax];
    size_t length;
    if (is_win32_path(file, k) ? win32_to_native(file, k, native, kNativeMax, length) && read_fstab({native, length}, file) : read_fstab_posix(file))
      return;
    complain(file, 0, "TERN_FSTAB cannot be read");
    return;
  }
  read_fstab_posix("/etc/fstab");
  char user[300], personal[400];
  if (native_variable("USERNAME", user, sizeof user) && !strchr(user, '/') && !strchr(user, '\\')) {
    snprintf(personal, sizeof personal, "/etc/fstab.d/%s", user);
    read_fstab_posix(personal);
  }
}

void start_from_native() {
  mounts_load_fstab();
  cwd_from_native();
}

namespace {
struct SavedMount {
  uint32_t flags, posix_length, native_length, source_length;
};
} // namespace

void mounts_save(BlockWriter &w, const SpawnContext &) {
  w.begin(BlockTag::Mounts);
  uint32_t rules = (g_name_rules.map_colon ? 1u : 0) | (g_name_rules.map_trailing ? 2u : 0);
  SavedMount drive{mounts().cygdrive_flags(), static_cast<uint32_t>(strlen(mounts().cygdrive())), rules, 0};
  w.append(&drive, sizeof drive);
  w.append(mounts().cygdrive(), drive.posix_length);
  for (size_t i = 0; i < mounts().count(); i++) {
    auto &m = mounts().at(i);
    SavedMount s{m.flags, static_cast<uint32_t>(m.posix_length), static_cast<uint32_t>(m.native_length), static_cast<uint32_t>(strlen(m.source))};
    w.append(&s, sizeof s);
    w.append(m.posix, s.posix_length);
    w.append(m.native, s.native_length * 2);
    w.append(m.source, s.source_length);
  }
  w.end();
}

void mounts_load(BlockReader &r) {
  BlockRecord record = r.find(BlockTag::Mounts);
  if (!record) return mounts_load_fstab();
  const char *at = record.data, *end = at + record.length;
  bool first = true;
  SavedMount s;
  while (static_cast<size_t>(end - at) >= sizeof s) {
    memcpy(&s, at, sizeof s);
    at += sizeof s;
    size_t left = static_cast<size_t>(end - at);
    if (first) {
      if (s.posix_length > left) return;
      mounts().set_cygdrive(at, s.posix_length, s.flags);
      g_name_rules = {(s.native_length & 1) != 0, (s.native_length & 2) != 0};
      at += s.posix_length;
      first = false;
      continue;
    }
    size_t need = static_cast<size_t>(s.posix_length) + static_cast<size_t>(s.native_length) * 2 + s.source_length;
    if (need > left || s.native_length > kNativeMax || s.source_length >= kPathMax) return;
    char16_t native[kNativeMax];
    char source[kPathMax];
    memcpy(native, at + s.posix_length, s.native_length * 2);
    memcpy(source, at + s.posix_length + s.native_length * 2, s.source_length);
    source[s.source_length] = 0;
    mounts().add(at, s.posix_length, native, s.native_length, source, s.flags);
    at += need;
  }
}

} // namespace tern::fs

// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "fs/symlink.h"
#include "core/user_memory.h"
#include "fs/name_map.h"
#include "fs/create.h"
#include "fs/options.h"
#include "fs/stat.h"
#include "fs/virtual.h"
#include "nt/status.h"
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>

namespace tern::fs {

size_t read_link(nt::RawHandle file, const nt::FileFacts &facts, char *out, size_t capacity) {
  if (facts.attributes & nt::kReparse) {
    alignas(8) unsigned char data[16 * 1024];
    size_t n;
    if (!nt::get_reparse(file, data, sizeof data, n).ok()) return 0;
    return parse_reparse(data, n, out, capacity);
  }
  if (facts.directory) return 0;
  if ((facts.attributes & (nt::kSystem | nt::kReadOnly)) == nt::kReadOnly && facts.size >= 76 && facts.size <= static_cast<int64_t>(kShortcutMax)) {
    auto *data = static_cast<unsigned char *>(malloc(kShortcutMax));
    if (!data) return 0;
    size_t n, length = 0;
    int64_t start = 0;
    if (nt::read_file(file, data, kShortcutMax, &start, n).ok()) length = parse_shortcut(data, n, out, capacity);
    free(data);
    return length;
  }
  if (!(facts.attributes & nt::kSystem)) return 0;
  if (facts.size <= static_cast<int64_t>(kLinkCookieLength) || facts.size > static_cast<int64_t>(kLinkFileMax)) return 0;
  unsigned char data[kLinkFileMax];
  size_t n;
  int64_t start = 0;
  if (!nt::read_file(file, data, sizeof data, &start, n).ok()) return 0;
  return parse_link_file(data, n, out, capacity);
}

bool is_fifo(nt::RawHandle file, const nt::FileFacts &f, uint64_t *number) {
  if (f.directory || f.size != static_cast<int64_t>(kFifoFileSize) || (f.attributes & (nt::kReparse | nt::kSystem)) != nt::kSystem) return false;
  unsigned char data[kFifoFileSize];
  size_t n;
  int64_t start = 0;
  uint64_t id;
  return nt::read_file(file, data, sizeof data, &start, n).ok() && parse_fifo_file(data, n, number ? *number : id);
}

bool is_fifo_at(nt::Name name, uint64_t *number) {
  nt::Handle file;
  nt::FileFacts f;
  nt::Status s = nt::open_file(file, {.name = name, .access = nt::kReadAttributes | nt::kReadData, .options = nt::kOpenReparsePoint});
  return s.ok() && nt::query_facts(file.get(), f).ok() && is_fifo(file.get(), f, number);
}

Result<size_t> read_link_at(nt::Name name, char *out, size_t capacity) {
  nt::Handle file;
  nt::Status s = nt::open_file(file, {.name = name, .access = nt::kReadAttributes | nt::kReadData, .options = nt::kOpenReparsePoint | nt::kBackupIntent});
  if (s == 0xc0000022u) // a reparse point can be read without its data
    s = nt::open_file(file, {.name = name, .access = nt::kReadAttributes, .options = nt::kOpenReparsePoint | nt::kBackupIntent});
  if (!s.ok()) return nt::errno_of(s);
  nt::FileFacts facts;
  s = nt::query_facts(file.get(), facts);
  if (!s.ok()) return nt::errno_of(s);
  return read_link(file.get(), facts, out, capacity);
}

Result<ssize_t> read_symlink(int directory, const char *path, char *out, size_t size) {
  Path p;
  TRY(translate(directory, path, p));
  char target[kPathMax];
  size_t n = 0;
  if (virtual_kind(p) == Virtual::No && p.native_length && !p.wants_directory) {
    // Straight to the file; only a link on the way needs the walk.
    auto r = read_link_at(p.name(), target, sizeof target);
    if (r.ok() && r.value()) n = r.value();
  }
  if (!n) {
    Found found = TRY(walk(p, Final::NoFollow));
    if (found == Found::Missing) return Errno(ENOENT);
    if (found != Found::Link) {
      if (virtual_kind(p) != Virtual::No) n = virtual_descriptor_target(p, target, sizeof target);
      if (!n && (virtual_kind(p) != Virtual::No || !p.native_length)) return Errno(EINVAL);
      if (!n) n = host_link_target(p, target, sizeof target); // the host's own, under Wine
      if (!n) return Errno(EINVAL);
    } else if (virtual_kind(p) != Virtual::No) {
      TRY(virtual_look(p, target, sizeof target, n));
    } else {
      n = TRY(read_link_at(p.name(), target, sizeof target));
    }
  }
  if (size == 0) return Errno(EINVAL);
  if (n > size) n = size;
  memcpy(out, target, n);
  return static_cast<ssize_t>(n);
}

// Windows' own link: needs a right or developer mode, and a system that has them (EPERM, ENOTSUP).
static Result<> make_native_symlink(const char *target, size_t length, Path &p) {
  char16_t native[kNativeMax];
  size_t n;
  bool relative = target[0] != '/' && !is_win32_path(target, length), directory = false;
  Path t;
  char whole[kPathMax];
  size_t base = static_cast<size_t>(p.base() - p.posix);
  if (relative && base + length < kPathMax) memcpy(whole, p.posix, base), memcpy(whole + base, target, length + 1);
  struct stat st;
  if (translate(AT_FDCWD, relative ? whole : target, t).ok() && stat_path(t, Final::Follow, st).ok()) directory = S_ISDIR(st.st_mode);
  if (relative) n = to_native(target, length, native, kNativeMax);
  else memcpy(native, t.native, t.native_length * 2), n = t.native_length;
  alignas(8) unsigned char data[16 * 1024];
  size_t size = n == SIZE_MAX || !n ? 0 : make_reparse_symlink(native, n, relative, data, sizeof data);
  if (!size) return Errno(ENAMETOOLONG);
  nt::Handle h;
  TRY(create_file(p, 0777, nt::kNormal, nt::kWriteAttributes | nt::kDelete | nt::kWriteData, (directory ? nt::kMustBeDirectory : nt::kNotDirectory) | nt::kOpenReparsePoint, h));
  nt::Status s = nt::set_reparse(h.get(), data, size);
  if (s.ok()) return success();
  nt::delete_classic(h.get());
  if (s.absent() || s == 0xc0000010u) return Errno(ENOTSUP);
  return nt::errno_of(s);
}

Result<> make_symlink(const char *target, int directory, const char *path) {
  if (!is_string(target)) return Errno(EFAULT);
  size_t length = strnlen(target, kPathMax);
  if (length == 0) return Errno(ENOENT);
  if (length == kPathMax) return Errno(ENAMETOOLONG);
  Path p;
  TRY(translate(directory, path, p));
  if (p.wants_directory) {
    Found found = TRY(walk(p, Final::NoFollow));
    return Errno(found == Found::Missing ? ENOENT : EEXIST);
  }
  LinkStyle style = options().links;
  if (style == LinkStyle::Native || style == LinkStyle::NativeStrict) {
    auto made = make_native_symlink(target, length, p);
    if (made.ok() || style == LinkStyle::NativeStrict || made.error() == Errno(EEXIST)) return made;
    TRY(translate(directory, path, p));
  }
  unsigned char content[kShortcutMax > kLinkFileMax ? kShortcutMax : kLinkFileMax];
  bool shortcut = style == LinkStyle::Shortcut;
  size_t size = shortcut ? make_shortcut(target, length, content, sizeof content) : make_link_file(target, length, content, sizeof content);
  if (!size) return Errno(ENAMETOOLONG);
  nt::Handle file;
  if (shortcut) {
    struct stat st;
    if (stat_path(p, Final::NoFollow, st).ok()) return Errno(EEXIST);
    if (!p.native_length || p.native_length + 4 > kNativeMax) return Errno(ENOENT);
    memcpy(p.native + p.native_length, u".lnk", 8);
    p.native_length += 4;
    nt::Status made = nt::open_file(file, {.name = p.name(), .access = nt::kWriteData | nt::kReadAttributes | nt::kWriteAttributes, .disposition = nt::Disposition::Create});
    if (!made.ok()) return made == 0xc0000035u ? Errno(EEXIST) : path_error(made, p);
  } else {
    TRY(create_file(p, 0777, nt::kSystem, nt::kWriteData | nt::kReadAttributes, 0, file));
  }
  size_t done;
  int64_t start = 0;
  nt::Status s = nt::write_file(file.get(), content, static_cast<uint32_t>(size), &start, done);
  if (s.ok() && done == size) {
    if (shortcut) nt::set_attributes(file.get(), nt::kReadOnly);
    return success();
  }
  return s.ok() ? Errno(ENOSPC) : nt::errno_of(s);
}

} // namespace tern::fs

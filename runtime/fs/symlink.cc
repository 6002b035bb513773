// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "fs/symlink.h"
#include "fs/name_map.h"
#include "fs/create.h"
#include "fs/virtual.h"
#include "nt/status.h"
#include <string.h>

namespace tern::fs {

size_t read_link(nt::RawHandle file, const nt::FileFacts &facts, char *out, size_t capacity) {
  if (facts.attributes & nt::kReparse) {
    alignas(8) unsigned char data[16 * 1024];
    size_t n;
    if (!nt::get_reparse(file, data, sizeof data, n).ok()) return 0;
    return parse_reparse(data, n, out, capacity);
  }
  if (facts.directory || !(facts.attributes & nt::kSystem)) return 0;
  if (facts.size <= static_cast<int64_t>(kLinkCookieLength) || facts.size > static_cast<int64_t>(kLinkFileMax)) return 0;
  unsigned char data[kLinkFileMax];
  size_t n;
  int64_t start = 0;
  if (!nt::read_file(file, data, sizeof data, &start, n).ok()) return 0;
  return parse_link_file(data, n, out, capacity);
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

Result<> make_symlink(const char *target, int directory, const char *path) {
  size_t length = strnlen(target, kPathMax);
  if (length == 0) return Errno(ENOENT);
  if (length == kPathMax) return Errno(ENAMETOOLONG);
  Path p;
  TRY(translate(directory, path, p));
  if (p.wants_directory) {
    Found found = TRY(walk(p, Final::NoFollow));
    return Errno(found == Found::Missing ? ENOENT : EEXIST);
  }
  unsigned char content[kLinkFileMax];
  size_t size = make_link_file(target, length, content, sizeof content);
  nt::Handle file;
  TRY(create_file(p, 0777, nt::kSystem, nt::kWriteData | nt::kReadAttributes, 0, file));
  size_t done;
  int64_t start = 0;
  nt::Status s = nt::write_file(file.get(), content, static_cast<uint32_t>(size), &start, done);
  if (s.ok() && done == size) return success();
  return s.ok() ? Errno(ENOSPC) : nt::errno_of(s);
}

} // namespace tern::fs

// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The slow path of the resolver: component by component, links replaced by their targets.
#include "fs/cwd.h"
#include "fs/options.h"
#include "fs/path.h"
#include "fs/symlink.h"
#include "fs/virtual.h"
#include "nt/status.h"
#include <string.h>

namespace tern::fs {

namespace {

// NAME.lnk in the place of NAME. Leaves the path's native name at the shortcut.
bool look_for_shortcut(Path &p, char *target, size_t &target_length) {
  if (p.native_length + 4 > kNativeMax) return false;
  memcpy(p.native + p.native_length, u".lnk", 8);
  p.native_length += 4;
  uint32_t attributes;
  if (nt::query_attributes(p.name(), attributes).ok() && (attributes & nt::kReadOnly) && !(attributes & nt::kDirectoryAttribute)) {
    p.is_shortcut = true;
    auto n = read_link_at(p.name(), target, kPathMax);
    if (n.ok() && n.value()) return target_length = n.value(), true;
    p.is_shortcut = false;
  }
  p.native_length -= 4;
  return false;
}

// What is at p (its native path is current); a link's target goes to `target`.
Result<Found> look(Path &p, char *target, size_t &target_length) {
  if (virtual_kind(p) != Virtual::No) return virtual_look(p, target, kPathMax, target_length);
  if (!p.native_length) {
    if (mounts().is_above_mount(p.posix, p.length)) return Found::Directory;
    return Found::Missing;
  }
  uint32_t attributes = 0;
  nt::Status s = nt::query_attributes(p.name(), attributes);
  if (!s.ok()) {
    if (s == 0xc0000022u || s == 0xc0000043u) return Found::Directory; // there, but closed to us: the operation says so itself
    if (!may_need_walk(s) && s != 0xc0000034u && s != 0xc000000fu) return path_error(s, p);
    if (s != 0xc0000279u && s != 0xc000050bu) {
      if (options().shortcuts && look_for_shortcut(p, target, target_length)) return Found::Link;
      if (mounts().is_above_mount(p.posix, p.length)) return Found::Directory;
      return Found::Missing;
    }
    attributes = nt::kReparse;
  }
  if (may_be_link(attributes)) {
    auto n = read_link_at(p.name(), target, kPathMax);
    if (n.ok() && n.value()) return target_length = n.value(), Found::Link;
  }
  return attributes & nt::kDirectoryAttribute ? Found::Directory : Found::Other;
}

} // namespace

Result<Found> walk(Path &p, Final final) {
  char pending[kPathMax], target[kPathMax];
  size_t at = p.trusted, end = p.length;
  if (p.length == 1) at = end;
  size_t pending_length = end - at;
  memcpy(pending, p.posix + at, pending_length);
  at = 0;
  p.length = p.trusted == 1 && p.posix[0] == '/' ? 0 : p.trusted;
  int links = 0;
  Found found = Found::Directory;
  while (true) {
    while (at < pending_length && pending[at] == '/') at++;
    if (at == pending_length) break;
    size_t begin = at;
    while (at < pending_length && pending[at] != '/') at++;
    size_t n = at - begin;
    if (found == Found::Missing) return Errno(ENOENT);
    if (found != Found::Directory) return Errno(ENOTDIR);
    if (n == 1 && pending[begin] == '.') continue;
    if (n == 2 && pending[begin] == '.' && pending[begin + 1] == '.') {
      while (p.length > p.floor && p.posix[p.length - 1] != '/') p.length--;
      if (p.length > p.floor) p.length--;
      continue;
    }
    size_t parent = p.length;
    if (p.length + n + 2 > kPathMax) return Errno(ENAMETOOLONG);
    p.posix[p.length++] = '/';
    memcpy(p.posix + p.length, pending + begin, n);
    p.posix[p.length += n] = 0;
    TRY(find_native(p));
    size_t target_length = 0;
    found = TRY(look(p, target, target_length));
    if (found != Found::Link) continue;
    bool last = true;
    for (size_t i = at; i < pending_length; i++) last &= pending[i] == '/';
    if (last && final == Final::NoFollow && !p.wants_directory && at == pending_length) break;
    if (++links > kSymlinksMax) return Errno(ELOOP);
    // The target takes the link's place in what is still to be walked.
    size_t rest = pending_length - at;
    if (is_win32_path(target, target_length)) {
      char16_t native[kNativeMax];
      size_t native_length;
      if (!win32_to_native(target, target_length, native, kNativeMax, native_length) ||
          !mounts().to_posix(native, native_length, target, kPathMax, target_length))
        return Errno(ENAMETOOLONG);
    }
    if (target_length + 1 + rest >= kPathMax) return Errno(ENAMETOOLONG);
    memmove(pending + target_length + 1, pending + at, rest);
    memcpy(pending, target, target_length);
    pending[target_length] = '/';
    pending_length = target_length + (rest ? 1 + rest : 0);
    if (rest == 0 && target_length && target[target_length - 1] == '/') p.wants_directory = true;
    at = 0;
    p.length = target[0] == '/' ? p.floor : parent;
    found = Found::Directory;
  }
  if (p.length == 0) p.posix[p.length++] = '/';
  p.posix[p.length] = 0;
  if (found == Found::Directory || found == Found::Other) p.trusted = p.length;
  if (!(found == Found::Link && p.is_shortcut)) TRY(find_native(p));
  if (p.wants_directory && found == Found::Other) return Errno(ENOTDIR);
  return found;
}

} // namespace tern::fs

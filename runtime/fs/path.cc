// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/user_memory.h"
#include "fs/path.h"
#include "fd/table.h"
#include "fs/cwd.h"
#include "fs/mounts.h"
#include "fs/options.h"
#include "fs/symlink.h"
#include "fs/name_map.h"
#include "nt/status.h"
#include <fcntl.h>
#include <string.h>

namespace tern::fs {

namespace {

// NAME_MAX: 255 UTF-16 units.
bool name_too_long(const char *s, size_t n) {
  if (n <= 255) return false;
  size_t units = 0;
  for (size_t i = 0; i < n; i++) {
    unsigned char c = static_cast<unsigned char>(s[i]);
    units += (c & 0xC0) != 0x80;
    units += c >= 0xF0;
  }
  return units > 255;
}

void pop(Path &p) {
  while (p.length > p.floor && p.posix[p.length - 1] != '/') p.length--;
  if (p.length > p.floor) p.length--;
  if (p.trusted > p.length) p.trusted = p.length;
}

Result<> push(Path &p, const char *name, size_t n) {
  if (name_too_long(name, n)) return Errno(ENAMETOOLONG);
  if (p.length + n + 2 > kPathMax) return Errno(ENAMETOOLONG);
  p.posix[p.length++] = '/';
  memcpy(p.posix + p.length, name, n);
  p.length += n;
  return success();
}

// While a path is put together the root is "" (length == floor); afterwards it reads "/".
void finish(Path &p) {
  if (p.length == 0) p.posix[p.length++] = '/';
  p.posix[p.length] = 0;
}
void unfinish(Path &p) {
  if (p.length == 1 && p.posix[0] == '/') p.length = 0;
}

// ".." means the parent of where the path leads, so links before it are resolved first.
Result<> climb(Path &p) {
  if (p.length > p.trusted) {
    bool directory = p.wants_directory;
    finish(p);
    p.native_known = false;
    TRY(find_native(p));
    auto found = walk(p, Final::Follow);
    unfinish(p);
    p.wants_directory = directory;
    Found f = TRY(static_cast<Result<Found> &&>(found));
    if (f == Found::Missing) return Errno(ENOENT);
    if (f != Found::Directory) return Errno(ENOTDIR);
    p.trusted = p.length;
  }
  pop(p);
  return success();
}

Result<> append_text(Path &p, const char *text, size_t length) {
  p.wants_directory = p.ends_in_dot = p.ends_in_dots = false;
  for (size_t i = 0; i < length;) {
    if (text[i] == '/') {
      i++;
      p.wants_directory = true;
      continue;
    }
    size_t end = i;
    while (end < length && text[end] != '/') end++;
    size_t n = end - i;
    p.ends_in_dot = n == 1 && text[i] == '.';
    p.ends_in_dots = n == 2 && text[i] == '.' && text[i + 1] == '.';
    if (p.ends_in_dots) TRY(climb(p));
    else if (!p.ends_in_dot) TRY(push(p, text + i, n));
    p.wants_directory = p.ends_in_dot || p.ends_in_dots;
    i = end;
  }
  return success();
}

Result<> start_at_root(Path &p) {
  p.length = p.floor = p.trusted = current_root(p.posix, kPathMax);
  return success();
}

Result<> start_at(int directory, Path &p) {
  TRY(start_at_root(p));
  size_t floor = p.floor;
  if (directory == AT_FDCWD) {
    p.length = current_directory(p.posix, kPathMax);
  } else {
    auto file = TRY(fd::get(directory));
    const char *at = file->path();
    if (!at || (file->kind != fd::Kind::Directory && file->kind != fd::Kind::ProcDirectory && file->kind != fd::Kind::Path))
      return Errno(ENOTDIR);
    p.length = strlen(at);
    if (p.length + 1 >= kPathMax) return Errno(ENAMETOOLONG);
    memcpy(p.posix, at, p.length);
  }
  unfinish(p);
  // A working directory outside of the root (it was entered before chroot) cannot climb.
  p.floor = floor;
  p.trusted = p.length;
  return success();
}

// Win32 forms go to the NT path and back, so that a mount over that place counts.
Result<> from_win32(const char *text, size_t length, Path &p) {
  bool slash = length && (text[length - 1] == '/' || text[length - 1] == '\\');
  if (!win32_to_native(text, length, p.native, kNativeMax, p.native_length)) return Errno(ENAMETOOLONG);
  char posix[kPathMax];
  size_t n;
  if (!mounts().to_posix(p.native, p.native_length, posix, sizeof posix, n)) return Errno(ENAMETOOLONG);
  // chroot: such a path cannot lead out; it is read below the root.
  TRY(start_at_root(p));
  bool server = n > 2 && posix[1] == '/' && p.floor == 0;
  if (server) p.posix[0] = '/', p.length = p.floor = 1; // "//server/share" keeps both slashes
  TRY(append_text(p, posix, n));
  if (server) {
    size_t slashes = 0;
    p.trusted = 2;
    while (p.trusted < p.length && (p.posix[p.trusted] != '/' || ++slashes < 2)) p.trusted++;
  }
  p.wants_directory |= slash;
  return success();
}

} // namespace

const char *Path::base() const {
  const char *slash = strrchr(posix, '/');
  return slash ? slash + 1 : posix;
}

Result<> find_native(Path &p) {
  mounts_refresh();
  p.native_known = true;
  p.is_shortcut = p.exe_added = false;
  p.native_length = 0;
  p.mount_flags = 0;
  if (virtual_kind(p) != Virtual::No) return success();
  if (p.length == 1) {
    if (!mounts().to_native("", 0, p.native, kNativeMax, p.native_length, p.mount_flags)) p.native_length = 0;
    return success();
  }
  if (!mounts().to_native(p.posix, p.length, p.native, kNativeMax, p.native_length, p.mount_flags)) p.native_length = 0;
  return success();
}

Result<> translate_canonical(const char *posix, size_t length, Path &p) {
  if (length >= kPathMax) return Errno(ENAMETOOLONG);
  memcpy(p.posix, posix, length);
  p.posix[length] = 0;
  p.length = length;
  char root[kPathMax];
  p.floor = current_root(root, sizeof root);
  p.trusted = 0;
  p.wants_directory = p.ends_in_dot = p.ends_in_dots = false;
  return find_native(p);
}

Result<> translate(int directory, const char *path, Path &p) {
  if (!is_string(path)) return Errno(EFAULT);
  size_t length = strnlen(path, kPathMax);
  if (length == 0) return Errno(ENOENT);
  if (length == kPathMax) return Errno(ENAMETOOLONG);
  if (is_win32_path(path, length)) {
    TRY(from_win32(path, length, p));
  } else {
    if (path[0] == '/' || path[0] == '\\') TRY(start_at_root(p));
    else TRY(start_at(directory, p));
    if (memchr(path, '\\', length)) {
      char slashes[kPathMax];
      for (size_t i = 0; i < length; i++) slashes[i] = path[i] == '\\' ? '/' : path[i];
      TRY(append_text(p, slashes, length));
    } else {
      TRY(append_text(p, path, length));
    }
  }
  finish(p);
  return find_native(p);
}

bool append_exe(Path &p) {
  if (p.wants_directory || !p.native_length || p.is_shortcut || p.is_root()) return false;
  const char *base = p.base(), *dot = strrchr(base, '.');
  if (dot && dot != base && strlen(dot) <= 5 && ((dot[1] | 32) >= 'a' && (dot[1] | 32) <= 'z')) return false;
  if (p.length + 5 >= kPathMax || p.native_length + 4 > kNativeMax) return false;
  memcpy(p.posix + p.length, ".exe", 5);
  p.length += 4;
  memcpy(p.native + p.native_length, u".exe", 8);
  p.native_length += 4;
  return p.exe_added = true;
}

void remove_exe(Path &p) {
  p.exe_added = false;
  p.posix[p.length -= 4] = 0;
  p.native_length -= 4;
  if (p.trusted > p.length) p.trusted = p.length;
}

bool may_need_walk(nt::Status s) {
  if (s == 0xc0000034u && options().shortcuts) return true; // NAME.lnk may be there
  return s == static_cast<uint32_t>(kLandedOnLink.value) || s == 0xc000003au /* PATH_NOT_FOUND */ || s == 0xc0000103u /* NOT_A_DIRECTORY */ ||
         s == 0xc0000033u /* NAME_INVALID */ || s == 0xc000003bu /* PATH_SYNTAX_BAD */ || s == 0xc0000279u /* TAG_NOT_HANDLED */ ||
         s == 0xc0000275u /* NOT_A_REPARSE_POINT */ || s == 0xc0000024u /* OBJECT_TYPE_MISMATCH */ || s == 0xc000050bu /* STOPPED_ON_SYMLINK */;
}

Errno path_error(nt::Status s, const Path &p) {
  if (s == 0xc0000033u) return Errno(ENOENT);
  if (s == static_cast<uint32_t>(kLandedOnLink.value)) return Errno(ELOOP);
  return nt::errno_of(s);
}

Virtual virtual_kind(const Path &p) {
  auto under = [&](const char *prefix, size_t n) {
    return p.length >= n && memcmp(p.posix, prefix, n) == 0 && (p.length == n || p.posix[n] == '/');
  };
  if (under("/dev", 4)) return Virtual::Dev;
  if (under("/proc", 5)) return Virtual::Proc;
  return Virtual::No;
}

} // namespace tern::fs

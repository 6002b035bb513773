// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "fs/virtual.h"
#include "core/view.h"
#include "fd/native_console.h"
#include "fd/table.h"
#include "fs/devices.h"
#include "fs/disk_file.h"
#include "fs/proc.h"
#include "fs/stat.h"
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/sysmacros.h>

namespace tern::fs {

namespace {

struct DeviceName {
  const char *name;
  fd::Kind kind;
  mode_t mode;
  dev_t number;      // 0: a link
  const char *target;
};
// Numbers as on Linux.
constexpr DeviceName kDevices[] = {
    {"null", fd::Kind::Null, S_IFCHR | 0666, 1 << 16 | 3, nullptr},
    {"zero", fd::Kind::Zero, S_IFCHR | 0666, 1 << 16 | 5, nullptr},
    {"full", fd::Kind::Full, S_IFCHR | 0666, 1 << 16 | 7, nullptr},
    {"random", fd::Kind::Random, S_IFCHR | 0666, 1 << 16 | 8, nullptr},
    {"urandom", fd::Kind::Random, S_IFCHR | 0666, 1 << 16 | 9, nullptr},
    {"tty", fd::Kind::Tty, S_IFCHR | 0666, 5 << 16 | 0, nullptr},
    {"ptmx", fd::Kind::Pty, S_IFCHR | 0666, 5 << 16 | 2, nullptr},
    {"console", fd::Kind::Console, S_IFCHR | 0600, 5 << 16 | 1, nullptr},
    {"fd", fd::Kind::Null, S_IFDIR | 0555, 0, nullptr},
    {"stdin", fd::Kind::Null, S_IFLNK | 0777, 0, "/dev/fd/0"},
    {"stdout", fd::Kind::Null, S_IFLNK | 0777, 0, "/dev/fd/1"},
    {"stderr", fd::Kind::Null, S_IFLNK | 0777, 0, "/dev/fd/2"},
};

const DeviceName *find_device(const Path &p) {
  if (p.length <= 5) return nullptr;
  for (auto &d : kDevices)
    if (strcmp(d.name, p.posix + 5) == 0) return &d;
  return nullptr;
}

// /dev/fd/N: -1 when the path is none.
int descriptor_of(const Path &p) {
  if (p.length <= 8 || memcmp(p.posix, "/dev/fd/", 8)) return -1;
  char *end;
  long n = strtol(p.posix + 8, &end, 10);
  return *end || n < 0 || p.posix[8] < '0' ? -1 : static_cast<int>(n);
}

} // namespace

Result<Found> virtual_look(const Path &p, char *target, size_t capacity, size_t &length) {
  if (virtual_kind(p) == Virtual::Proc) return proc_look(p, target, capacity, length);
  if (p.length == 4) return Found::Directory;
  int fd = descriptor_of(p);
  if (fd >= 0) return fd::get(fd).ok() ? Found::Other : Found::Missing;
  const DeviceName *d = find_device(p);
  if (!d) return Found::Missing;
  if (S_ISDIR(d->mode)) return Found::Directory;
  if (!d->target) return Found::Other;
  length = strlen(d->target);
  if (length >= capacity) return Errno(ENAMETOOLONG);
  memcpy(target, d->target, length + 1);
  return Found::Link;
}

int virtual_descriptor(const Path &p) {
  return virtual_kind(p) == Virtual::Proc ? proc_descriptor(p) : virtual_kind(p) == Virtual::Dev ? descriptor_of(p) : -1;
}

size_t virtual_descriptor_target(const Path &p, char *out, size_t capacity) {
  int fd = virtual_descriptor(p);
  if (fd < 0) return 0;
  auto file = fd::get(fd);
  if (!file.ok()) return 0;
  const char *path = file.value()->path();
  int n = path && *path ? snprintf(out, capacity, "%s", path)
                        : snprintf(out, capacity, "%s:[%lu]", file.value()->kind == fd::Kind::Pipe ? "pipe" : file.value()->kind == fd::Kind::Socket ? "socket" : "anon",
                                   static_cast<unsigned long>(file.value()->identity & 0xffffffff));
  return n > 0 && static_cast<size_t>(n) < capacity ? static_cast<size_t>(n) : 0;
}

Result<> virtual_stat(const Path &p, struct stat &st, bool follow) {
  uint64_t inode = path_hash(p.posix, p.length);
  int fd = virtual_kind(p) == Virtual::Proc ? proc_descriptor(p) : descriptor_of(p);
  if (fd >= 0 && !follow) {
    char target[kPathMax];
    size_t n = virtual_descriptor_target(p, target, sizeof target);
    if (!n) return Errno(ENOENT);
    fill_directory(st, inode);
    st.st_mode = S_IFLNK | 0777;
    st.st_nlink = 1;
    st.st_size = static_cast<off_t>(n);
    return success();
  }
  if (virtual_kind(p) == Virtual::Proc && fd < 0) return proc_stat(p, st);
  if (p.length == 4) return fill_directory(st, inode), success();
  if (fd >= 0) {
    auto file = fd::get(fd);
    if (!file.ok()) return Errno(ENOENT);
    return file.value()->stat(st);
  }
  const DeviceName *d = find_device(p);
  if (!d) return Errno(ENOENT);
  fill_directory(st, inode);
  st.st_mode = d->mode;
  st.st_nlink = S_ISDIR(d->mode) ? 2 : 1;
  st.st_rdev = d->number;
  if (d->target) st.st_size = static_cast<off_t>(strlen(d->target));
  return success();
}

Result<fd::FileRef> virtual_open(const Path &p, int flags) {
  if (virtual_kind(p) == Virtual::Proc) return proc_open(p, flags);
  bool directory = p.length == 4;
  int fd = descriptor_of(p);
  if (fd >= 0) { // as a duplicate: what the number stands for may have no name
    if (flags & O_DIRECTORY) return Errno(ENOTDIR);
    auto file = fd::get(fd);
    if (!file.ok()) return Errno(ENOENT);
    return file;
  }
  const DeviceName *d = directory ? nullptr : find_device(p);
  if (!directory && !d) return Errno(flags & O_CREAT ? EACCES : ENOENT);
  if (directory || S_ISDIR(d->mode)) {
    if ((flags & O_ACCMODE) != O_RDONLY || (flags & O_CREAT)) return Errno(EISDIR);
    auto file = fd::make<DirectoryFile>(nt::Handle(), p.posix, p.length, static_cast<uint32_t>(flags & ~(O_CLOEXEC | O_CREAT)));
    if (!file) return Errno(ENOMEM);
    return file;
  }
  if ((flags & O_CREAT) && (flags & O_EXCL)) return Errno(EEXIST);
  if (flags & O_DIRECTORY) return Errno(ENOTDIR);
  fd::FileRef file;
  switch (d->kind) {
  case fd::Kind::Null: case fd::Kind::Zero: case fd::Kind::Full: case fd::Kind::Random:
    file = make_device(d->kind, static_cast<uint32_t>(flags & ~(O_CREAT | O_EXCL | O_TRUNC | O_CLOEXEC | O_NOCTTY)));
    break;
  case fd::Kind::Tty: case fd::Kind::Console: return fd::open_terminal(flags & (O_ACCMODE | O_NONBLOCK));
  default: return Errno(ENXIO); // no pseudo-terminals yet
  }
  if (!file) return Errno(ENOMEM);
  return file;
}

bool virtual_list(const Path &p, size_t index, char *name, size_t capacity, mode_t &mode, uint64_t &inode) {
  if (virtual_kind(p) == Virtual::Proc) return proc_list(p, index, name, capacity, mode, inode);
  auto whole = [&](const char *n) {
    char path[300];
    int k = snprintf(path, sizeof path, "%s/%s", p.posix, n);
    inode = path_hash(path, static_cast<size_t>(k));
    strncpy(name, n, capacity - 1);
    name[capacity - 1] = 0;
    return true;
  };
  if (p.length == 4) {
    if (index >= sizeof kDevices / sizeof *kDevices) return false;
    mode = kDevices[index].mode;
    return whole(kDevices[index].name);
  }
  if (strcmp(p.posix, "/dev/fd")) return false;
  for (int fd = 0; fd < fd::kOpenMax; fd++)
    if (fd::get(fd).ok() && !index--) {
      char number[16];
      snprintf(number, sizeof number, "%d", fd);
      mode = S_IFCHR | 0600;
      return whole(number);
    }
  return false;
}

} // namespace tern::fs

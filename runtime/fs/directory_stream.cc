// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "fs/directory_stream.h"
#include "fd/table.h"
#include "fs/aside.h"
#include "fs/create.h"
#include "fs/disk_file.h"
#include "fs/name_map.h"
#include "fs/options.h"
#include "fs/stat.h"
#include "fs/symlink.h"
#include "fs/virtual.h"
#include "nt/status.h"
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>

namespace tern::fs {

static bool is_dots(nt::Name n) { return n.text[0] == '.' && (n.length == 1 || (n.length == 2 && n.text[1] == '.')); }

Result<DIR *> stream_of(int fd) {
  auto file = TRY(fd::get(fd));
  if (file->kind != fd::Kind::Directory || !file->path()) return Errno(ENOTDIR);
  size_t n = strlen(file->path());
  auto *memory = malloc(sizeof(__tern_dir) + n + 1);
  if (!memory) return Errno(ENOMEM);
  auto *d = static_cast<DIR *>(memory);
  memset(memory, 0, offsetof(__tern_dir, chunk));
  new (&d->chunk) nt::DirectoryChunk;
  d->fd = fd;
  d->restart = true;
  d->path = reinterpret_cast<char *>(d + 1);
  memcpy(d->path, file->path(), n + 1);
  d->path_length = n;
  Path p;
  if (translate_canonical(d->path, n, p).ok()) {
    d->mount_flags = p.mount_flags;
    d->is_virtual = virtual_kind(p) != Virtual::No;
  }
  d->native_done = !file->native_handle();
  d->file = file.detach();
  return d;
}

Result<DIR *> open_stream(int directory, const char *path) {
  auto file = TRY(open(directory, path, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0));
  int fd = TRY(fd::install(static_cast<fd::FileRef &&>(file), true));
  auto d = stream_of(fd);
  if (!d.ok()) (void)fd::close(fd);
  return d;
}

static unsigned char type_of(const DIR *d, const nt::DirectoryEntry &e) {
  if (may_be_link(e.attributes)) [[unlikely]] {
    char path[kPathMax], target[kPathMax];
    size_t n = d->path_length == 1 ? 0 : d->path_length;
    memcpy(path, d->path, n);
    path[n++] = '/';
    size_t k = to_posix(e.name.text, e.name.length, path + n, kPathMax - n);
    Path p;
    if (k == SIZE_MAX || !translate_canonical(path, n + k, p).ok()) return DT_UNKNOWN;
    auto r = read_link_at(p.name(), target, sizeof target);
    if ((r.ok() && r.value()) || host_link_target(p, target, sizeof target)) return DT_LNK;
    if (is_fifo_at(p.name())) return DT_FIFO;
  }
  return e.attributes & nt::kDirectoryAttribute ? DT_DIR : DT_REG;
}

// Is the entry whose name stands in d->entry a shortcut that is a link?
static bool is_shortcut(const DIR *d) {
  char path[kPathMax + 1024], target[kPathMax];
  size_t n = d->path_length == 1 ? 0 : d->path_length, k = strlen(d->entry.d_name);
  if (n + 1 + k >= kPathMax) return false;
  memcpy(path, d->path, n);
  path[n] = '/';
  memcpy(path + n + 1, d->entry.d_name, k);
  Path p;
  if (!translate_canonical(path, n + 1 + k, p).ok()) return false;
  auto r = read_link_at(p.name(), target, sizeof target);
  return r.ok() && r.value();
}

static uint64_t inode_in(const DIR *d, const char *name) {
  char path[kPathMax + 1024];
  size_t n = d->path_length == 1 ? 0 : d->path_length;
  memcpy(path, d->path, n);
  if (strcmp(name, ".")) {
    if (!strcmp(name, "..")) {
      while (n && path[n - 1] != '/') n--;
      if (n > 1) n--;
    } else {
      path[n++] = '/';
      size_t k = strlen(name);
      memcpy(path + n, name, k);
      n += k;
    }
  }
  if (!n) path[n++] = '/';
  return path_hash(path, n);
}

static dirent *give(DIR *d, unsigned char type, uint64_t inode, size_t name_length) {
  d->entry.d_name[name_length] = 0;
  d->entry.d_ino = inode;
  d->entry.d_type = type;
  d->entry.d_off = ++d->position;
  d->entry.d_reclen = static_cast<unsigned short>((offsetof(dirent, d_name) + name_length + 8) & ~7ul);
  return &d->entry;
}

// Mount points directly in this directory that the volume itself does not have, then /dev's own entries.
static dirent *next_extra(DIR *d) {
  if (d->is_virtual) {
    Path p;
    if (!translate_canonical(d->path, d->path_length, p).ok()) return nullptr;
    if (d->extra < 2) {
      size_t n = ++d->extra;
      memcpy(d->entry.d_name, "..", n);
      d->entry.d_name[n] = 0;
      return give(d, DT_DIR, inode_in(d, d->entry.d_name), n);
    }
    mode_t mode;
    uint64_t inode;
    if (!virtual_list(p, d->extra - 2, d->entry.d_name, sizeof d->entry.d_name, mode, inode)) return nullptr;
    d->extra++;
    return give(d, static_cast<unsigned char>((mode & S_IFMT) >> 12), inode, strlen(d->entry.d_name));
  }
  size_t prefix = d->path_length == 1 ? 0 : d->path_length;
  // 0 ".", 1 ".." when NT has no directory here; then mounts; then the drive prefix, /dev and /proc.
  for (;;) {
    size_t i = d->extra++;
    if (i < 2) {
      if (d->file->native_handle()) continue;
      memcpy(d->entry.d_name, "..", i + 1);
      d->entry.d_name[i + 1] = 0;
      return give(d, DT_DIR, inode_in(d, d->entry.d_name), i + 1);
    }
    i -= 2;
    const char *mount;
    if (i < mounts().count()) mount = mounts().at(i).posix;
    else if (i == mounts().count()) mount = mounts().cygdrive();
    else if (i == mounts().count() + 1) mount = "/dev";
    else if (i == mounts().count() + 2) mount = "/proc";
    else return nullptr;
    if (strncmp(mount, d->path, prefix) || mount[prefix] != '/' || !mount[prefix + 1]) continue;
    const char *name = mount + prefix + 1;
    size_t n = strcspn(name, "/");
    if (n > 255) continue;
    char path[kPathMax];
    memcpy(path, mount, prefix + 1 + n);
    // Only what the native listing does not show already, and only once.
    bool again = false;
    for (size_t j = 0; j < i && j < mounts().count(); j++)
      again |= !strncmp(mounts().at(j).posix, mount, prefix + 1 + n) && (mounts().at(j).posix[prefix + 1 + n] == '/' || !mounts().at(j).posix[prefix + 1 + n]);
    if (again) continue;
    if (d->file->native_handle()) {
      char16_t native[300];
      size_t units = to_native(name, n, native, 300);
      nt::Handle h;
      if (units != SIZE_MAX && nt::open_file_once(h, {.name = {native, units}, .access = nt::kReadAttributes, .root = d->file->native_handle()}).ok()) continue;
    }
    memcpy(d->entry.d_name, name, n);
    d->entry.d_name[n] = 0;
    return give(d, name[n] ? DT_DIR : DT_UNKNOWN, inode_in(d, d->entry.d_name), n);
  }
}

Result<dirent *> next_entry(DIR *d) {
  nt::DirectoryEntry e;
  while (!d->native_done) {
    if (!d->chunk.entry(e)) {
      nt::Status s = d->chunk.next(d->file->native_handle(), d->restart);
      d->restart = false;
      if (nt::is_end_of_listing(s)) {
        d->native_done = true;
        break;
      }
      if (!s.ok()) return nt::errno_of(s);
      continue;
    }
    if (is_aside_name(e.name)) continue;
    size_t n = to_posix(e.name.text, e.name.length, d->entry.d_name, sizeof d->entry.d_name - 1);
    if (n == SIZE_MAX) continue;
    d->entry.d_name[n] = 0;
    unsigned char shortcut = 0;
    if (options().shortcuts && n > 4 && !strcmp(d->entry.d_name + n - 4, ".lnk") && (e.attributes & (nt::kReadOnly | nt::kDirectoryAttribute)) == nt::kReadOnly && is_shortcut(d)) {
      d->entry.d_name[n -= 4] = 0;
      shortcut = DT_LNK;
    }
    bool dots = is_dots(e.name);
    uint64_t inode = (d->mount_flags & kMountIhash) || !e.id ? inode_in(d, d->entry.d_name) : e.id;
    return give(d, shortcut ? shortcut : dots ? static_cast<unsigned char>(DT_DIR) : type_of(d, e), inode, n);
  }
  return next_extra(d);
}

void rewind_stream(DIR *d) {
  d->chunk.clear();
  d->restart = true;
  d->native_done = !d->file->native_handle();
  d->extra = 0;
  d->position = 0;
}

void seek_stream(DIR *d, long position) {
  if (position < d->position) rewind_stream(d);
  while (d->position < position) {
    auto e = next_entry(d);
    if (!e.ok() || !e.value()) break;
  }
}

Result<> close_stream(DIR *d, bool keep) {
  d->file->release();
  int fd = d->fd;
  free(d);
  if (keep) return success();
  return fd::close(fd);
}

} // namespace tern::fs

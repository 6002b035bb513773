// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "fs/cwd.h"
#include "core/view.h"
#include "fd/table.h"
#include "fs/path.h"
#include "fs/stat.h"
#include "nt/loader.h"
#include "process/spawn_context.h"
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>

namespace tern::fs {

static Lock g_lock; // of the views' cwd and root pointers; leaf lock, never held across a call that waits

template <class T> static T *make(const char *path, size_t length) {
  auto *d = static_cast<T *>(malloc(sizeof(T) + length + 1));
  if (!d) return nullptr;
  d->references = 1;
  d->length = length;
  memcpy(d->path, path, length);
  d->path[length] = 0;
  return d;
}
template <class T> static void add(T *d) {
  if (d) __atomic_add_fetch(&d->references, 1, __ATOMIC_RELAXED);
}
template <class T> static void remove(T *d) {
  if (d && !__atomic_sub_fetch(&d->references, 1, __ATOMIC_ACQ_REL)) free(d);
}

WorkingDirectory *new_working_directory(const char *path, size_t length) { return make<WorkingDirectory>(path, length); }
void hold(WorkingDirectory *d) { add(d); }
void drop(WorkingDirectory *d) { remove(d); }
Root *new_root(const char *path, size_t length) { return make<Root>(path, length); }
void hold(Root *r) { add(r); }
void drop(Root *r) { remove(r); }

template <class T> static size_t copy_out(T *const &slot, char *out, size_t capacity) {
  Guard guard(g_lock);
  if (!slot || slot->length >= capacity) return 0;
  memcpy(out, slot->path, slot->length + 1);
  return slot->length;
}

size_t current_directory(char *out, size_t capacity) {
  size_t n = copy_out(view().cwd, out, capacity);
  if (!n && capacity > 1) out[0] = '/', out[1] = 0, n = 1;
  return n;
}
size_t current_root(char *out, size_t capacity) { return copy_out(view().root, out, capacity); }

static Result<> replace_directory(const char *path, size_t length) {
  auto *d = new_working_directory(path, length);
  if (!d) return Errno(ENOMEM);
  WorkingDirectory *old;
  {
    Guard guard(g_lock);
    old = view().cwd;
    view().cwd = d;
  }
  drop(old);
  return success();
}

// A directory that may be searched, links followed: its canonical path is left in `p`.
static Result<> find_directory(const char *path, Path &p) {
  TRY(translate(AT_FDCWD, path, p));
  // Links have to be out of the path, or ".." would mean something else later.
  if (TRY(walk(p, Final::Follow)) == Found::Missing) return Errno(ENOENT);
  struct stat st;
  TRY(stat_path(p, Final::Follow, st));
  if (!S_ISDIR(st.st_mode)) return Errno(ENOTDIR);
  return check_access(p, 1 /* X_OK */);
}

Result<> change_directory(const char *path) {
  Path p;
  TRY(find_directory(path, p));
  return replace_directory(p.posix, p.length);
}

Result<> change_directory_fd(int fd) {
  auto file = TRY(fd::get(fd));
  const char *path = file->path();
  if (!path || (file->kind != fd::Kind::Directory && file->kind != fd::Kind::ProcDirectory)) return Errno(ENOTDIR);
  return replace_directory(path, strlen(path));
}

Result<> change_root(const char *path) {
  Path p;
  TRY(find_directory(path, p));
  Root *old, *root = nullptr;
  if (!p.is_root()) {
    root = new_root(p.posix, p.length);
    if (!root) return Errno(ENOMEM);
  }
  {
    Guard guard(g_lock);
    old = view().root;
    view().root = root;
  }
  drop(old);
  return success();
}

Result<size_t> visible_path(const char *path, size_t length, char *out, size_t capacity) {
  char root[kPathMax];
  size_t n = current_root(root, sizeof root);
  if (n && (length < n || memcmp(path, root, n) || (length > n && path[n] != '/'))) return Errno(ENOENT);
  path += n, length -= n;
  if (!length) path = "/", length = 1;
  if (length >= capacity) return Errno(ERANGE);
  memcpy(out, path, length);
  out[length] = 0;
  return length;
}

void cwd_from_native() {
  size_t n;
  const char16_t *d = nt::current_directory(n);
  char16_t native[kNativeMax];
  char posix[kPathMax];
  size_t length = 0;
  if (n + 8 < kNativeMax) {
    // Win32 form (C:\dir\, \\server\share\) to the NT one.
    size_t k = 4, skip = 0;
    memcpy(native, u"\\??\\", 8);
    if (n > 4 && d[0] == '\\' && d[1] == '\\' && d[2] == '?') skip = 4;
    else if (n > 2 && d[0] == '\\' && d[1] == '\\') memcpy(native + 4, u"UNC", 6), k = 7, skip = 1;
    memcpy(native + k, d + skip, (n - skip) * 2);
    if (!mounts().to_posix(native, k + n - skip, posix, sizeof posix, length)) length = 0;
  }
  if (!length) posix[0] = '/', length = 1;
  (void)replace_directory(posix, length);
}

void cwd_save(BlockWriter &w, const SpawnContext &c) {
  // umask, then the directory and the root as strings.
  w.begin(BlockTag::WorkingDirectory);
  uint32_t mask = c.view.umask;
  w.append(&mask, sizeof mask);
  Guard guard(g_lock);
  if (c.view.cwd) w.append(c.view.cwd->path, c.view.cwd->length + 1);
  if (c.view.root) w.append(c.view.root->path, c.view.root->length + 1);
  w.end();
}

void cwd_load(BlockReader &r) {
  BlockRecord record = r.find(BlockTag::WorkingDirectory);
  if (!record) return cwd_from_native();
  uint32_t mask;
  if (record.length < sizeof mask) return cwd_from_native();
  memcpy(&mask, record.data, sizeof mask);
  view().umask = mask & 0777;
  record.data += sizeof mask, record.length -= sizeof mask;
  size_t n = strnlen(record.data, record.length);
  if (n == 0 || n >= record.length || record.data[0] != '/') return cwd_from_native();
  (void)replace_directory(record.data, n);
  const char *root = record.data + n + 1;
  size_t left = record.length - n - 1, k = strnlen(root, left);
  if (k && k < left && root[0] == '/') view().root = new_root(root, k);
}

} // namespace tern::fs

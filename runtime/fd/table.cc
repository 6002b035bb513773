// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "fd/table.h"
#include "fd/locks.h"
#include <stdlib.h>
#include <string.h>

namespace tern::fd {

constinit Table g_table;

static Table &table() { return *view().files; }

static int limit() {
  rlim_t soft = view().limits[RLIMIT_NOFILE].rlim_cur;
  return soft && soft < static_cast<rlim_t>(kOpenMax) ? static_cast<int>(soft) : kOpenMax;
}

static bool grow(Table &t, int wanted) {
  if (wanted <= t.capacity) return true;
  int capacity = t.capacity ? t.capacity : 64;
  while (capacity < wanted) capacity *= 2;
  auto *entries = static_cast<Entry *>(realloc(t.entries, static_cast<size_t>(capacity) * sizeof(Entry)));
  if (!entries) return false;
  memset(entries + t.capacity, 0, static_cast<size_t>(capacity - t.capacity) * sizeof(Entry));
  t.entries = entries;
  t.capacity = capacity;
  return true;
}

static Entry *used(Table &t, int fd) { return fd >= 0 && fd < t.capacity && t.entries[fd].description ? &t.entries[fd] : nullptr; }

Result<FileRef> get(int fd) {
  Table &t = table();
  Guard guard(t.lock);
  Entry *e = used(t, fd);
  if (!e) return Errno(EBADF);
  e->description->add_reference();
  return FileRef(e->description);
}

Result<int> install(FileRef file, bool close_on_exec, int lowest, bool close_on_fork) {
  int end = limit();
  if (lowest < 0 || lowest >= end) return Errno(EINVAL);
  Table &t = table();
  Guard guard(t.lock);
  int fd = lowest;
  while (fd < t.capacity && t.entries[fd].description) fd++;
  if (fd >= end) return Errno(EMFILE);
  if (!grow(t, fd + 1)) return Errno(ENOMEM);
  t.entries[fd] = {file.detach(), close_on_exec, close_on_fork};
  return fd;
}

static Result<> put(int fd, FileRef file, bool close_on_exec) {
  if (fd < 0 || fd >= limit()) return Errno(EBADF);
  Table &t = table();
  FileRef old;
  {
    Guard guard(t.lock);
    if (!grow(t, fd + 1)) return Errno(ENOMEM);
    old = FileRef(t.entries[fd].description);
    t.entries[fd] = {file.detach(), close_on_exec, false};
  }
  if (old) locks_closed(*old);
  return success();
}

Result<int> install_at(int fd, FileRef file, bool close_on_exec) {
  TRY(put(fd, static_cast<FileRef &&>(file), close_on_exec));
  return fd;
}

Result<> close(int fd) {
  Table &t = table();
  FileRef old;
  {
    Guard guard(t.lock);
    Entry *e = used(t, fd);
    if (!e) return Errno(EBADF);
    old = FileRef(e->description);
    *e = {};
  }
  locks_closed(*old); // POSIX: closing any descriptor of a file drops the process's locks on it
  return success();
}

Result<> close_range(unsigned first, unsigned last, bool only_cloexec) {
  if (first > last) return Errno(EINVAL);
  Table &t = table();
  for (unsigned fd = first; fd <= last && fd < static_cast<unsigned>(t.capacity); fd++) {
    if (only_cloexec) {
      Guard guard(t.lock);
      if (Entry *e = used(t, static_cast<int>(fd))) e->close_on_exec = true;
    } else {
      (void)close(static_cast<int>(fd));
    }
  }
  return success();
}

Result<int> duplicate(int fd, int lowest, bool close_on_exec) { return install(TRY(get(fd)), close_on_exec, lowest); }

Result<int> duplicate_to(int fd, int to, bool close_on_exec, bool same_is_error) {
  FileRef file = TRY(get(fd));
  if (fd == to) {
    if (same_is_error) return Errno(EINVAL);
    return to;
  }
  return install_at(to, static_cast<FileRef &&>(file), close_on_exec);
}

Result<bool> close_on_exec(int fd) {
  Table &t = table();
  Guard guard(t.lock);
  Entry *e = used(t, fd);
  if (!e) return Errno(EBADF);
  return e->close_on_exec;
}

Result<> set_close_on_exec(int fd, bool on) {
  Table &t = table();
  Guard guard(t.lock);
  Entry *e = used(t, fd);
  if (!e) return Errno(EBADF);
  e->close_on_exec = on;
  return success();
}

Result<bool> close_on_fork(int fd) {
  Table &t = table();
  Guard guard(t.lock);
  Entry *e = used(t, fd);
  if (!e) return Errno(EBADF);
  return e->close_on_fork;
}

Result<> set_close_on_fork(int fd, bool on) {
  Table &t = table();
  Guard guard(t.lock);
  Entry *e = used(t, fd);
  if (!e) return Errno(EBADF);
  e->close_on_fork = on;
  return success();
}

Table *copy(Table &from) {
  auto *memory = malloc(sizeof(Table));
  if (!memory) return nullptr;
  auto *t = new (memory) Table;
  Guard guard(from.lock);
  if (from.capacity && !grow(*t, from.capacity)) {
    free(t);
    return nullptr;
  }
  for (int i = 0; i < from.capacity; i++) {
    t->entries[i] = from.entries[i];
    if (t->entries[i].description) t->entries[i].description->add_reference();
  }
  return t;
}

void discard(Table *t) {
  for (int i = 0; i < t->capacity; i++)
    if (t->entries[i].description) t->entries[i].description->release();
  free(t->entries);
  free(t);
}

} // namespace tern::fd

// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// mount() and umount() across processes: a log of changes in the shared state. An entry is written whole before the
// used length counts it; a later entry for the same place replaces the earlier one at the next compaction.
#include "core/view.h"
#include "fs/mounts.h"
#include "fs/path.h"
#include "fs/cwd.h"
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>

namespace tern::fs {

uint32_t g_mounts_seen;

namespace {

struct Log {
  uint32_t used, unused;
  char data[sizeof(SharedState::mounts) - 8];
};
struct Item {
  uint32_t size;  // of the item with its text, a multiple of 8
  uint32_t flags; // of the mount; kRemove: taken away
  uint32_t posix_length, native_length, source_length, unused;
};
constexpr uint32_t kRemove = 1u << 31;

Log &log() { return *reinterpret_cast<Log *>(shared().mounts); }
uint32_t used() {
  uint32_t u = __atomic_load_n(&log().used, __ATOMIC_ACQUIRE);
  return u <= sizeof log().data ? u : 0;
}

// The item at `at` in a copy of the log; false at the end or where it makes no sense.
bool item_at(const char *data, size_t size, size_t at, Item &i) {
  if (at + sizeof i > size) return false;
  memcpy(&i, data + at, sizeof i);
  uint64_t need = sizeof i + static_cast<uint64_t>(i.posix_length) + 2 * static_cast<uint64_t>(i.native_length) + i.source_length;
  return i.size >= need && i.size <= size - at && i.size % 8 == 0 && i.native_length <= kNativeMax && i.source_length < kPathMax;
}

void apply(MountTable &t, const char *data, const Item &i) {
  const char *posix = data + sizeof i;
  if (i.flags & kRemove) {
    if (i.flags & kMountCygdrive) return;
    t.remove(posix, i.posix_length);
    return;
  }
  if (i.flags & kMountCygdrive) {
    t.set_cygdrive(posix, i.posix_length, i.flags & ~kMountCygdrive);
    return;
  }
  char16_t native[kNativeMax];
  char source[kPathMax];
  memcpy(native, posix + i.posix_length, i.native_length * 2);
  memcpy(source, posix + i.posix_length + i.native_length * 2, i.source_length);
  source[i.source_length] = 0;
  t.add(posix, i.posix_length, native, i.native_length, source, i.flags);
}

// Drops what a later item for the same place replaces.
void compact() {
  size_t size = used(), to = 0;
  Item i, j;
  for (size_t at = 0; item_at(log().data, size, at, i); at += i.size) {
    bool replaced = false;
    for (size_t k = at + i.size; !replaced && item_at(log().data, size, k, j); k += j.size)
      replaced = ((i.flags ^ j.flags) & kMountCygdrive) == 0 &&
                 ((i.flags & kMountCygdrive) || (i.posix_length == j.posix_length &&
                                                 !memcmp(log().data + at + sizeof i, log().data + k + sizeof j, i.posix_length)));
    if (replaced) continue;
    memmove(log().data + to, log().data + at, i.size);
    to += i.size;
  }
  log().used = static_cast<uint32_t>(to);
}

Result<> append(uint32_t flags, const char *posix, size_t posix_length, const char16_t *native, size_t native_length, const char *source) {
  Item i{0, flags, static_cast<uint32_t>(posix_length), static_cast<uint32_t>(native_length), static_cast<uint32_t>(strlen(source)), 0};
  i.size = static_cast<uint32_t>((sizeof i + posix_length + native_length * 2 + i.source_length + 7) & ~7ul);
  {
    Guard guard(shared().header.lock_table_lock);
    if (used() + i.size > sizeof log().data) compact();
    if (used() + i.size > sizeof log().data) return Errno(ENOSPC);
    char *at = log().data + used();
    memcpy(at, &i, sizeof i);
    memcpy(at + sizeof i, posix, posix_length);
    memcpy(at + sizeof i + posix_length, native, native_length * 2);
    memcpy(at + sizeof i + posix_length + native_length * 2, source, i.source_length);
    __atomic_store_n(&log().used, used() + i.size, __ATOMIC_RELEASE);
    __atomic_add_fetch(&shared().header.mount_generation, 1, __ATOMIC_RELEASE);
  }
  mounts_refresh();
  return success();
}

} // namespace

void mounts_refresh_slow() {
  static Lock lock;
  Guard guard(lock);
  uint32_t generation = __atomic_load_n(&shared().header.mount_generation, __ATOMIC_ACQUIRE);
  if (generation == g_mounts_seen) return;
  auto *copy = static_cast<char *>(malloc(sizeof(Log::data)));
  void *memory = malloc(sizeof(MountTable));
  if (copy && memory) {
    size_t size;
    {
      Guard shared_guard(shared().header.lock_table_lock);
      size = used();
      memcpy(copy, log().data, size);
    }
    auto *t = new (memory) MountTable;
    if (copy_mounts(*t)) {
      Item i;
      for (size_t at = 0; item_at(copy, size, at, i); at += i.size) apply(*t, copy + at, i);
      replace_mounts(t);
      memory = nullptr;
      g_mounts_seen = generation;
    }
  }
  free(memory);
  free(copy);
}

Result<> mount_add(const char *win32, const char *posix, uint32_t flags) {
  Path p;
  TRY(translate(AT_FDCWD, posix, p));
  if (flags & kMountCygdrive) return append(flags, p.posix, p.is_root() ? 0 : p.length, nullptr, 0, "");
  char16_t native[kNativeMax];
  size_t n = strnlen(win32, kPathMax);
  if (flags & kMountBind) {
    Path source;
    TRY(translate(AT_FDCWD, win32, source));
    if (!source.native_length) return Errno(EINVAL);
    n = source.native_length;
    memcpy(native, source.native, n * 2);
  } else if (!is_win32_path(win32, n) || !win32_to_native(win32, n, native, kNativeMax, n)) {
    return Errno(EINVAL);
  }
  return append(flags, p.posix, p.is_root() ? 0 : p.length, native, n, win32);
}

Result<> mount_remove(const char *posix) {
  Path p;
  TRY(translate(AT_FDCWD, posix, p));
  size_t n = p.is_root() ? 0 : p.length;
  for (size_t i = 0; i < mounts().count(); i++)
    if (mounts().at(i).posix_length == n && !memcmp(mounts().at(i).posix, p.posix, n)) return append(kRemove, p.posix, n, nullptr, 0, "");
  return Errno(EINVAL);
}

} // namespace tern::fs

// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Descriptors across spawn and exec, and those that a native parent hands over.
//   record: u32 descriptions { u16 kind, u16 0, u32 length, bytes } ... then { i32 fd, u32 index } ...
#include "core/shared_state.h"
#include "fd/hooks.h"
#include "fd/kinds.h"
#include "fd/locks.h"
#include "fd/table.h"
#include "fs/create.h"
#include "fs/devices.h"
#include "fs/disk_file.h"
#include "ipc/pipe.h"
#include "nt/file.h"
#include "nt/loader.h"
#include "process/spawn_context.h"
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>

namespace tern::fd {

namespace {

struct Item {
  uint16_t kind, unused;
  uint32_t length;
};

Result<FileRef> load_device(Kind kind, const char *data, size_t size) {
  uint32_t saved[2];
  if (size < sizeof saved) return Errno(EINVAL);
  memcpy(saved, data, sizeof saved);
  FileRef f = fs::make_device(kind, saved[0]);
  if (!f) return Errno(ENOMEM);
  f->shared_index = static_cast<int32_t>(saved[1]);
  return f;
}

Result<FileRef> load_one(Kind kind, BlockReader &r, const char *data, size_t size) {
  switch (kind) {
  case Kind::File: case Kind::Directory: case Kind::Path: return fs::load_path_description(kind, r, data, size);
  case Kind::Null: case Kind::Zero: case Kind::Full: case Kind::Random: return load_device(kind, data, size);
  case Kind::Pipe: return ipc::load_pipe(data, size, 0);
  default: return load_other_kind(kind, r, data, size);
  }
}

} // namespace

void table_save(BlockWriter &w, const SpawnContext &c, Table &t) {
  Guard guard(t.lock);
  auto *seen = static_cast<Description **>(calloc(static_cast<size_t>(t.capacity) + 1, sizeof(Description *)));
  if (!seen) return;
  w.begin(BlockTag::Descriptors);
  uint32_t total = 0;
  for (int pass = 0; pass < 2; pass++) {
    if (pass) w.append(&total, sizeof total), total = 0;
    for (int fd = 0; fd < t.capacity; fd++) {
      Entry &e = t.entries[fd];
      if (!e.description || e.close_on_exec || (e.close_on_fork && !c.exec)) continue;
      uint32_t index = 0;
      while (index < total && seen[index] != e.description) index++;
      if (index < total) continue;
      seen[total++] = e.description;
      if (!pass) continue;
      // A kind's bytes have no length until they are written: a writer of their own takes them first.
      BlockWriter one(BlockKind::Spawn);
      size_t before = one.size();
      one.begin(BlockTag::Descriptors);
      size_t head = one.size() - before;
      Item item{static_cast<uint16_t>(e.description->kind), 0, 0};
      if (e.description->share().ok()) {
        shared_description_hold(static_cast<unsigned>(e.description->shared_index), shared().slots[c.slot]);
        if (e.description->save(one, c).ok() && !one.failed()) item.length = static_cast<uint32_t>(one.size() - before - head);
        else item.kind = 0;
      } else {
        item.kind = 0;
      }
      w.append(&item, sizeof item);
      w.append(one.data() + before + head, item.length);
    }
  }
  for (int fd = 0; fd < t.capacity; fd++) {
    Entry &e = t.entries[fd];
    if (!e.description || e.close_on_exec || (e.close_on_fork && !c.exec)) continue;
    uint32_t pair[2] = {static_cast<uint32_t>(fd), 0};
    while (pair[1] < total && seen[pair[1]] != e.description) pair[1]++;
    w.append(pair, sizeof pair);
  }
  w.end();
  free(seen);
}

void table_load(BlockReader &r) {
  if (r.kind() == BlockKind::Exec) locks_after_exec();
  BlockRecord record = r.find(BlockTag::Descriptors);
  if (!record) return table_from_standard_handles();
  const char *at = record.data, *end = at + record.length;
  uint32_t count = 0;
  if (record.length < sizeof count) return;
  memcpy(&count, at, sizeof count);
  at += sizeof count;
  if (count > static_cast<uint32_t>(kOpenMax)) return;
  auto *loaded = static_cast<Description **>(calloc(count + 1, sizeof(Description *)));
  if (!loaded) return;
  for (uint32_t i = 0; i < count; i++) {
    Item item;
    if (static_cast<size_t>(end - at) < sizeof item) break;
    memcpy(&item, at, sizeof item);
    at += sizeof item;
    if (item.length > static_cast<size_t>(end - at)) break;
    if (item.kind) {
      auto f = load_one(static_cast<Kind>(item.kind), r, at, item.length);
      if (f.ok()) loaded[i] = f.take().detach();
    }
    at += item.length;
  }
  while (static_cast<size_t>(end - at) >= 8) {
    uint32_t pair[2];
    memcpy(pair, at, 8);
    at += 8;
    if (pair[0] >= static_cast<uint32_t>(kOpenMax) || pair[1] >= count || !loaded[pair[1]]) continue;
    loaded[pair[1]]->add_reference();
    (void)install_at(static_cast<int>(pair[0]), FileRef(loaded[pair[1]]), false);
  }
  uint64_t kept[kDescriptions / 64] = {};
  for (uint32_t i = 0; i < count; i++) {
    if (!loaded[i]) continue;
    if (auto index = static_cast<unsigned>(loaded[i]->shared_index); index < kDescriptions) kept[index / 64] |= 1ull << index % 64;
    loaded[i]->release();
  }
  if (r.kind() == BlockKind::Exec) shared_descriptions_keep_only(kept);
  free(loaded);
}

// ---- a native parent's handles

FileRef adopt_native(nt::Handle h, unsigned which) {
  bool writes = which != 0;
  int flags = writes ? O_WRONLY : O_RDONLY;
  nt::Device device = nt::device_of(h.get());
  switch (device) {
  case nt::Device::Disk: {
    uint32_t access = nt::granted_access(h.get());
    bool r = access & nt::kReadData, w = access & (nt::kWriteData | nt::kAppendData);
    if (r || w) flags = r && w ? O_RDWR : w ? O_WRONLY : O_RDONLY;
    if ((access & nt::kAppendData) && !(access & nt::kWriteData)) flags |= O_APPEND;
    return fs::adopt_disk_file(static_cast<nt::Handle &&>(h), flags);
  }
  case nt::Device::Null: return fs::make_device(fs::memory_device(h.get(), which == 0), O_RDWR);
  case nt::Device::Console: return adopt_console(static_cast<nt::Handle &&>(h), O_RDWR);
  default: {
    auto pipe = ipc::adopt_pipe(static_cast<nt::Handle &&>(h), writes, flags);
    return pipe.ok() ? pipe.take() : FileRef();
  }
  }
}

void table_from_standard_handles() {
  FileRef previous[3];
  nt::RawHandle raw[3];
  for (unsigned i = 0; i < 3; i++) {
    raw[i] = nt::standard_handle(i);
    if (!raw[i] || raw[i] == nt::kInvalidHandle) continue;
    // stdout and stderr of one handle are one description.
    FileRef file;
    if (i == 2 && raw[1] == raw[2] && previous[1]) file = previous[1].share();
    else {
      nt::Handle own;
      if (!nt::duplicate_here(raw[i], own).ok()) continue;
      file = adopt_native(static_cast<nt::Handle &&>(own), i);
    }
    if (!file) continue;
    previous[i] = file.share();
    (void)install_at(static_cast<int>(i), static_cast<FileRef &&>(file), false);
  }
}

static void save_hook(BlockWriter &w, const SpawnContext &c) { table_save(w, c, *c.view.files); }
static void quiesce() { g_table.lock.lock(); }
static void release() { g_table.lock.unlock(); }
static void rebuild() {
  g_table.lock.reset();
  locks_after_fork();
  for (int fd = 0; fd < g_table.capacity; fd++) {
    Entry &e = g_table.entries[fd];
    if (!e.description) continue;
    if (e.close_on_fork) {
      e.description->release();
      e = {};
    }
  }
}

} // namespace tern::fd

namespace tern {
const Hook kFdHook = {"descriptors", fd::quiesce, fd::release, fd::rebuild, fd::save_hook, fd::table_load};
}

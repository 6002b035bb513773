// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What process/ hands to a new image: limits, nice value, alarm, and over an exec the children.
#include "process/hooks.h"
#include "nt/process.h"
#include "nt/sync.h"
#include "process/children.h"
#include "process/image_files.h"
#include "process/modules.h"
#include "process/spawn_context.h"
#include <string.h>

namespace tern {
namespace process {
namespace {

struct SavedLimits {
  rlimit limits[RLIM_NLIMITS];
  int32_t nice;
  uint32_t pad;
};

struct SavedChild {
  int32_t pid;
  uint32_t slot;
  uint64_t token; // 0: a vfork child that exited
  uint64_t generation;
  uint32_t native, pad;
};

void save(BlockWriter &w, const SpawnContext &c) {
  SavedLimits l{};
  memcpy(l.limits, c.view.limits, sizeof l.limits);
  l.nice = c.view.nice;
  w.add(BlockTag::Limits, &l, sizeof l);
  if (!c.exec) return;
  Guard guard(g_children_lock);
  if (!children_end()) return;
  w.begin(BlockTag::Children);
  for (unsigned i = 0; i < children_end(); ++i) {
    const Child &child = children()[i];
    if (!child.pid) continue;
    SavedChild s{child.pid, child.slot, 0, child.exec_generation, child.native, 0};
    if (child.handle) {
      auto token = c.duplicate(child.handle);
      if (!token.ok()) continue;
      s.token = token.value();
    }
    w.append(&s, sizeof s);
  }
  w.end();
}

void load_children(const BlockRecord &r) {
  for (size_t at = 0; at + sizeof(SavedChild) <= r.length; at += sizeof(SavedChild)) {
    SavedChild s;
    memcpy(&s, r.data + at, sizeof s);
    if (s.slot >= kSlots) continue;
    Slot &slot = shared().slots[s.slot];
    nt::Handle h(s.token ? inherited_handle(s.token) : nullptr);
    if (slot.pid != s.pid || !adopt_child({s.pid, s.slot, h.get(), s.generation, s.native != 0}).ok()) continue;
    h.release();
  }
}

void load(BlockReader &r) {
  SavedLimits l;
  if (BlockRecord record = r.find(BlockTag::Limits); record && record.length >= sizeof l) {
    memcpy(&l, record.data, sizeof l);
    memcpy(g_process_view.limits, l.limits, sizeof l.limits);
    g_process_view.nice = l.nice;
  }
  if (BlockRecord record = r.find(BlockTag::Children)) load_children(record);
}

} // namespace
} // namespace process

static void rebuild() {
  process::image_files_rebuild();
  process::modules_rebuild();
}

const Hook kProcessHook = {"process", process::image_files_lock, process::image_files_unlock, rebuild, process::save, process::load};

} // namespace tern

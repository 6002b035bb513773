// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// fork in the child: phase "rebuild". It runs on the thread and stack that NT made, at the exe's entry, and until the
// copies are done on NT calls alone: what the runtime has in .data is about to be the parent's. Whatever fails is told and
// ends in a plain exit: no destructor, no detach routine.
#include "core/hooks.h"
#include "core/view.h"
#include "fd/table.h"
#include "memory/arenas.h"
#include "memory/mapping.h"
#include "nt/image.h"
#include "nt/loader.h"
#include "nt/memory.h"
#include "nt/sync.h"
#include "process/fork.h"
#include "process/process.h"
#include "process/spawn_context.h"
#include "signal/signals.h"
#include "startup/start.h"
#include <string.h>

namespace tern::process {

void fork_locks_rebuild();

namespace {

using memory::kPage;

TERN_NOFORK nt::RawHandle g_ready = nullptr;  // what the parent waits for
TERN_NOFORK nt::RawHandle g_parent = nullptr; // its end is seen by it

[[noreturn]] void report(ForkState why, uint64_t wanted = 0, uint64_t found = 0) {
  SlotDetail &d = own_slot_detail();
  d.reserved[0] = wanted, d.reserved[1] = found;
  __atomic_store_n(&own_slot().fork_state, static_cast<uint32_t>(why), __ATOMIC_SEQ_CST);
  if (g_ready) nt::set_event(g_ready);
  nt::terminate_self(1);
}

struct Payload { // the mapped section
  const char *data;
  const ForkHeader &header() const { return *reinterpret_cast<const ForkHeader *>(data); }
  template <class T> const T *rows(uint64_t at) const { return reinterpret_cast<const T *>(data + at); }
};

Payload map_payload() {
  nt::Handle section(inherited_handle(kForkPayloadToken));
  g_ready = inherited_handle(kForkEventToken);
  g_parent = inherited_handle(kForkParentToken);
  uintptr_t at = 0;
  size_t size = 0;
  if (!section || !nt::map_section(section.get(), at, size, 0, nt::Protect::Read).ok()) report(ForkState::NoHandles);
  Payload p{reinterpret_cast<const char *>(at)};
  if (size < sizeof(ForkHeader) || p.header().magic != ForkHeader::kMagic || p.header().total > size) report(ForkState::BadPayload);
  return p;
}

// ---- images

bool matches(const ForkImage &i) {
  return nt::is_image_at(i.base) && nt::image_size(reinterpret_cast<void *>(i.base)) == i.size &&
         nt::image_fingerprint(reinterpret_cast<void *>(i.base), i.origin < ImageOrigin::Native) == i.fingerprint;
}

// The places of all images that are yet to be loaded are kept from the start, so that what takes one shows before
// anything is loaded, and no image's own allocations land in another's place. Each is let go just before its load.
void keep_places(const Payload &p) {
  auto *images = p.rows<ForkImage>(p.header().images_at);
  for (unsigned i = 0; i < p.header().images; ++i) {
    if (images[i].origin >= ImageOrigin::Native) continue; // NT may need them earlier than we do
    if (nt::is_image_at(images[i].base)) {
      if (!matches(images[i])) report(ForkState::ImageReplaced, images[i].base, images[i].base);
      continue;
    }
    if (images[i].origin == ImageOrigin::Start) report(ForkState::ImageMoved, images[i].base, 0);
    uintptr_t at = images[i].base;
    if (!nt::reserve(at, images[i].size).ok()) {
      nt::Region r{};
      nt::query(images[i].base, r);
      report(ForkState::PlaceTaken, images[i].base, r.allocation_base);
    }
  }
}

// The parent goes on with a child whose native DLL is not where it was, and says so: it alone knows whether it has pointers
// into it. One that dlopen has a handle of is a pointer.
void load_native(const Payload &p, const ForkImage &i) {
  auto *loaded = nt::is_image_at(i.base) ? nullptr : nt::load_image(p.rows<char16_t>(i.path)).value_or(nullptr);
  ForkState state = ForkState::Done;
  if (!nt::is_image_at(i.base)) state = loaded ? ForkState::ImageMoved : ForkState::ImageMissing;
  else if (!matches(i)) state = ForkState::ImageReplaced;
  if (state == ForkState::Done) return;
  if (i.origin == ImageOrigin::Opened) report(state, i.base, reinterpret_cast<uintptr_t>(loaded));
  SlotDetail &d = own_slot_detail();
  if (d.reserved[2]) return; // the first is told
  d.reserved[2] = static_cast<uint64_t>(state), d.reserved[3] = i.base, d.reserved[4] = reinterpret_cast<uintptr_t>(loaded);
}

// Dependencies come first (fork_images.cc).
void load_images(const Payload &p) {
  auto *images = p.rows<ForkImage>(p.header().images_at);
  for (unsigned i = 0; i < p.header().images; ++i) {
    if (images[i].origin >= ImageOrigin::Native) {
      load_native(p, images[i]);
      continue;
    }
    if (nt::is_image_at(images[i].base)) continue;
    nt::release(images[i].base);
    auto loaded = nt::load_image(p.rows<char16_t>(images[i].path));
    if (!loaded.ok()) report(ForkState::ImageMissing, images[i].base, 0);
    if (!nt::is_image_at(images[i].base)) report(ForkState::ImageMoved, images[i].base, reinterpret_cast<uintptr_t>(loaded.value()));
    if (!matches(images[i])) report(ForkState::ImageReplaced, images[i].base, images[i].base);
  }
}

// ---- memory

void reserve_ranges(const Payload &p) {
  auto *ranges = p.rows<ForkRange>(p.header().ranges_at);
  for (unsigned i = 0; i < p.header().ranges; ++i) {
    uintptr_t at = ranges[i].base;
    if (nt::reserve(at, ranges[i].size).ok()) continue;
    nt::Region r{}; // the parent may have reserved it for us
    nt::query(ranges[i].base, r);
    if (r.state != nt::kReserve || r.allocation_base != ranges[i].base || r.size < ranges[i].size)
      report(ForkState::PlaceTaken, ranges[i].base, r.allocation_base);
  }
  auto *commits = p.rows<ForkCommit>(p.header().commits_at);
  for (unsigned i = 0; i < p.header().commits; ++i)
    if (!nt::commit(commits[i].base, commits[i].size, commits[i].guard ? nt::Protect::Guard : nt::Protect::ReadWrite).ok())
      report(ForkState::NoMemory, commits[i].base);
}

// Not memcpy: that is the DLL's own, whose data is among what is copied; nothing here depends on any.
void copy_bytes(void *to, const void *from, size_t n) { __asm__ volatile("rep movsb" : "+D"(to), "+S"(from), "+c"(n)::"memory"); }

// Heap, stacks and large mappings that are not in the section. Before any image is loaded: the parent's threads wait for it.
void take_stream(const Payload &p) {
  const ForkHeader &h = p.header();
  if (!h.streamed) return;
  nt::Handle section(inherited_handle(kForkWindowToken)), filled(inherited_handle(kForkFilledToken));
  uintptr_t at = 0;
  size_t size = 0;
  if (!section || !nt::map_section(section.get(), at, size, 0, nt::Protect::ReadWrite).ok()) report(ForkState::NoHandles);
  nt::View view(at);
  ForkStream stream(static_cast<StreamWindow *>(view.get()), filled.get(), g_parent, g_ready);
  auto *copies = p.rows<ForkCopy>(h.copies_at);
  for (unsigned i = h.image_copies; i < h.early_copies; ++i)
    if (copies[i].from == kStreamed && !stream.get(reinterpret_cast<void *>(copies[i].to), copies[i].size))
      report(ForkState::NoMemory, copies[i].to); // the parent is gone
}

void copy(const Payload &p, unsigned first, unsigned count) {
  auto *copies = p.rows<ForkCopy>(p.header().copies_at);
  for (unsigned i = first; i < first + count; ++i)
    if (copies[i].from != kStreamed) copy_bytes(reinterpret_cast<void *>(copies[i].to), p.data + copies[i].from, copies[i].size);
}

// ---- objects

class HandlePatcher final : public fd::HandleVisitor {
  uint64_t token_ = kForkFirstToken;

public:
  void visit(nt::RawHandle *member) override {
    if (*member) *member = inherited_handle(token_++);
  }
  uint64_t next() const { return token_; }
};

void after_fork_of_descriptions() {
  fd::Table &t = *current()->view->files;
  for (int i = 0; i < t.capacity; ++i) {
    fd::Description *d = t.entries[i].description;
    if (!d) continue;
    bool seen = false;
    if (d->references() > 1)
      for (int k = 0; k < i && !seen; ++k) seen = t.entries[k].description == d;
    if (!seen) d->after_fork();
  }
}

// The forking thread is the only one; its record has the parent's ids and handles.
void become_thread(Thread *t) {
  set_current(t);
  t->nt_tid = nt::current_thread_id();
  t->nt_handle = nullptr;
  t->wake_event = t->io_event = t->short_timer = nullptr;
  t->signal_pending = 0;
  t->pending_attention = 0;
  t->wait_address = nullptr;
  t->park_next = t->park_prev = nullptr;
  t->next = t->prev = nullptr;
  g_threads = t;
}

void become_process(Thread *t) {
  Slot &s = own_slot();
  if (t->view != &g_process_view) { // forked in a vfork child: its view is the new process's
    memcpy(static_cast<void *>(&g_process_view), static_cast<void *>(t->view), sizeof g_process_view);
    t->view = &g_process_view;
    t->vfork = nullptr;
  }
  ProcessView &v = g_process_view;
  v.is_vfork_child = false;
  v.signals_lock.reset();
  v.pid = s.pid, v.ppid = s.ppid, v.pgid = s.pgid, v.sid = s.sid;
  v.alarm_deadline = 0;
  v.lock_owner = static_cast<uint64_t>(s.pid);
}

void fault_at(const ForkHeader &h, ForkFault phase) {
  if (h.fault == phase) nt::terminate_self(1);
}

struct Resume {
  const SavedRegisters *registers;
  uint32_t engine_depth;
};

[[noreturn]] void finish(void *argument) {
  auto *r = static_cast<Resume *>(argument);
  const SavedRegisters *registers = r->registers;
  Thread *t = current();
  __atomic_store_n(&t->engine_depth, r->engine_depth - 1, __ATOMIC_RELAXED); // fork's own Enter
  own_slot_detail().maker = 0;
  __atomic_store_n(&own_slot().state, static_cast<uint32_t>(SlotState::Running), __ATOMIC_SEQ_CST);
  __atomic_store_n(&own_slot().fork_state, static_cast<uint32_t>(ForkState::Done), __ATOMIC_SEQ_CST);
  nt::set_event(g_ready);
  nt::close_handle(g_ready);
  g_ready = nullptr;
  tern_resume(registers, 0);
}

} // namespace

void fork_child_entry(const BlockReader &) {
  if (!shared_state_attach().ok() || !table_attach().ok() || own_slot().nt_pid != nt::current_process_id()) nt::terminate_self(1);
  Payload p = map_payload();
  const ForkHeader h = p.header();
  keep_places(p);
  reserve_ranges(p);
  take_stream(p);
  load_images(p);
  fault_at(h, ForkFault::Images);
  copy(p, 0, h.early_copies);
  fault_at(h, ForkFault::Copied);
  // From here the runtime's data is the parent's.
  nt::g_fork_generation++;
  auto *t = reinterpret_cast<Thread *>(h.thread);
  become_thread(t);
  fork_locks_rebuild();
  become_process(t);
  HandlePatcher patcher;
  visit_fork_handles(patcher);
  if (!memory::rebuild_mappings().ok()) report(ForkState::MappingFailed);
  copy(p, h.early_copies, h.late_copies);
  memory::finish_mappings();
  nt::unmap_section(reinterpret_cast<uintptr_t>(p.data));
  nt::close_handle(g_parent);
  g_parent = nullptr;
  after_fork_of_descriptions();
  hooks_rebuild();
  signal::init_process();
  close_unclaimed_handles();
  fault_at(h, ForkFault::Rebuilt);
  // The stack of the forking thread takes over below its saved frame: the registers are read from there.
  startup::set_stack_bounds(startup::stack_bounds_of(t, reinterpret_cast<void *>(h.stack_limit)));
  Resume r{reinterpret_cast<const SavedRegisters *>(h.registers), h.engine_depth};
  finish(&r);
}

} // namespace tern::process

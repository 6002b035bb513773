// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// fork in the parent: quiesce, launch, snapshot, confirm (docs/how/fork.md). The child's side is fork_child.cc.
#include "process/fork.h"
#include "core/enter.h"
#include "core/hooks.h"
#include "core/trace.h"
#include "core/view.h"
#include "fd/table.h"
#include "memory/mapping.h"
#include "memory/registry.h"
#include "nt/loader.h"
#include "nt/memory.h"
#include "nt/process.h"
#include "nt/status.h"
#include "nt/sync.h"
#include "process/children.h"
#include "process/fork_protection.h"
#include "process/image_files.h"
#include "process/launch.h"
#include "process/modules.h"
#include "process/shared_name.h"
#include "process/table.h"
#include <errno.h>
#include <string.h>

namespace tern::process {
namespace {

Lock g_fork_lock; // one fork at a time

// Every lock that another thread could hold at the snapshot is ours until the end of the scope.
class Quiesced {
public:
  Quiesced() {
    hooks_quiesce();
    memory::g_mapping_lock.lock();
    memory::g_registry_lock.lock();
    g_thread_list_lock.lock();
  }
  ~Quiesced() {
    g_thread_list_lock.unlock();
    memory::g_registry_lock.unlock();
    memory::g_mapping_lock.unlock();
    hooks_release();
  }
};

// No library is half loaded at the snapshot. Before g_fork_lock: a constructor that dlopen runs may fork.
struct LibrariesAtRest {
  LibrariesAtRest() { modules_lock(); }
  ~LibrariesAtRest() { modules_unlock(); }
};

class HandleCollector final : public fd::HandleVisitor {
public:
  HandleList &list;
  bool failed = false;
  explicit HandleCollector(HandleList &l) : list(l) {}
  void visit(nt::RawHandle *member) override {
    if (*member && !list.add(*member).ok()) failed = true;
  }
};

// Lowest committed byte of the running stack, as NT knows it.
uint64_t stack_limit() {
  uint64_t limit;
  __asm__("movq %%gs:0x10, %0" : "=r"(limit));
  return limit;
}

struct Attempt {
  nt::ProcessAndThread made;
  nt::Handle event; // the child sets it when it has taken over
  Slot *slot = nullptr;
  bool listed = false;    // among the children, though nobody can wait for it before it is complete
  bool confirmed = false;
  ~Attempt() {
    if (confirmed) return;
    if (listed) forget_child(made.process.get());
    if (made.process) {
      nt::terminate_process(made.process.get(), 1); // nothing of it ran that could need a clean end
      nt::wait(made.process.member(), 1, nullptr);
    }
    if (slot) free_slot(*slot);
  }
};

// The exe once more, suspended. Its command line and Win32 environment are those this process was started with, so that
// NT finds the same DLLs.
Result<> launch_child(Attempt &a) {
  char16_t image[1024];
  image_files_lock();
  size_t n = launch_image_path(nullptr, image, 1023);
  image_files_unlock();
  if (!n) return Errno(ENOENT);
  image[n] = 0;
  size_t length = 0;
  const char16_t *line = nt::command_line(length);
  uintptr_t copy = 0; // CreateProcess may write to it
  if (auto s = nt::reserve_commit(copy, (length + 1) * 2, nt::Protect::ReadWrite); !s.ok()) return nt::errno_of(s);
  memcpy(reinterpret_cast<void *>(copy), line, length * 2);
  BlockHeader header{};
  header.magic = kBlockMagic, header.abi = kStartupAbi, header.kind = BlockKind::Fork, header.total = sizeof header;
  header.shared_name = shared_name();
  header.slot = index_of(*a.slot);
  header.pid = a.slot->pid;
  nt::ProcessRequest p;
  p.image = image;
  p.command_line = reinterpret_cast<char16_t *>(copy);
  p.startup_data = &header;
  p.startup_size = sizeof header;
  p.suspended = true;
  auto made = nt::create_process(p);
  nt::release(copy);
  if (!made.ok()) return made.error();
  a.made = made.take();
  nt::ProcessTimes t{};
  nt::process_times(a.made.process.get(), t);
  a.slot->nt_start = t.created;
  __atomic_store_n(&a.slot->nt_pid, a.made.pid, __ATOMIC_RELEASE);
  memcpy(detail_of(*a.slot).name, own_slot_detail().name, sizeof SlotDetail::name);
  memcpy(detail_of(*a.slot).descriptions, own_slot_detail().descriptions, sizeof SlotDetail::descriptions);
  return success();
}

// Stops the others and takes the picture.
Result<> snapshot(StoppedThreads &others, ForkSnapshot &picture, ForkHeader &header, nt::Handle &payload, HandleList &handles,
                  const SavedRegisters *registers) {
  Thread *t = current();
  TRY(others.stop(t));
  header.registers = reinterpret_cast<uintptr_t>(registers);
  header.thread = reinterpret_cast<uintptr_t>(t);
  header.engine_depth = t->engine_depth;
  header.stack_limit = stack_limit();
  // The frame that holds the registers, and all above it, is what the child needs; what this function uses below is not.
  struct Hidden {
    ForkSnapshot &picture;
    ~Hidden() { picture.hide_again(); }
  } hidden{picture};
  TRY(picture.gather(t, reinterpret_cast<uintptr_t>(registers) - 64));
  TERN_TRACE_LINE("fork: gathered");
  HandleCollector collector(handles);
  visit_fork_handles(collector);
  if (collector.failed) return Errno(ENOMEM);
  header.handle_count = handles.count - (kForkFirstToken - 1);
  return picture.write(payload, header);
}

// `state` with two addresses, to the trace and once per process to standard error.
void tell(const ForkSnapshot &picture, const char *what, ForkState state, uint64_t wanted, uint64_t found, bool &told) {
  char name[200] = "";
  if (const ForkImage *image = picture.image_containing(wanted)) {
    const char16_t *path = picture.path_of(*image), *base = path;
    for (const char16_t *p = path; *p; ++p)
      if (*p == '\\' || *p == '/') base = p + 1;
    size_t n = 0;
    while (base[n] && n + 1 < sizeof name) name[n] = static_cast<char>(base[n]), ++n;
    name[n] = 0;
  }
  static const char *const kReasons[] = {"no answer", "", "image moved", "image not loaded", "address taken", "no memory",
                                         "mapping not restored", "handles not handed over", "bad payload", "the file was replaced"};
  auto i = static_cast<unsigned>(state);
  char text[400];
  size_t n = format_text(text, sizeof text, "tern: %s: %s: %s wanted 0x%lx found 0x%lx\n", what, i < 10 ? kReasons[i] : "?",
                         name[0] ? name : "memory", static_cast<unsigned long>(wanted), static_cast<unsigned long>(found));
  TERN_TRACE_LINE("%s", text);
  if (!__atomic_exchange_n(&told, true, __ATOMIC_RELAXED)) write_standard_error(text, n < sizeof text ? n : sizeof text - 1);
}

bool g_failure_told = false, g_native_told = false;

void tell_failure(const Attempt &a, const ForkSnapshot &picture, ForkState state) {
  const SlotDetail &d = detail_of(*a.slot);
  tell(picture, "fork", state, d.reserved[0], d.reserved[1], g_failure_told);
}

// The child goes on, but what points into that DLL is void there.
void tell_native(const Attempt &a, const ForkSnapshot &picture) {
  const SlotDetail &d = detail_of(*a.slot);
  if (d.reserved[2])
    tell(picture, "native DLL in a forked child", static_cast<ForkState>(d.reserved[2]), d.reserved[3], d.reserved[4], g_native_told);
}

// Waits for the child's word, or its end.
ForkState confirm(Attempt &a) {
  nt::RawHandle objects[2] = {a.event.get(), a.made.process.get()};
  for (;;) { // the event also told of halves of the stream
    nt::Status s = nt::wait(objects, 2, nullptr);
    auto state = static_cast<ForkState>(__atomic_load_n(&a.slot->fork_state, __ATOMIC_ACQUIRE));
    if (state != ForkState::Pending || !(s == 0u)) return state;
  }
}

// The window and the event that tells the child of a filled half.
struct Window {
  nt::Handle section, filled;
  nt::View view;
  Result<> make() {
    uintptr_t at = 0;
    size_t size = 0;
    if (!nt::create_section(section, sizeof(StreamWindow), nt::Protect::ReadWrite).ok() ||
        !nt::map_section(section.get(), at, size, 0, nt::Protect::ReadWrite).ok() || !nt::create_event(filled, false, false).ok())
      return Errno(ENOMEM);
    view.~View();
    new (&view) nt::View(at);
    return success();
  }
};

// NT calls only: the others may be stopped.
Result<> start_child(Attempt &a, ForkSnapshot &picture, HandleList &handles, nt::RawHandle payload, unsigned number) {
  nt::RawHandle child = a.made.process.get();
  handles.fixed[kForkPayloadToken - 1] = payload;
  if (auto handed = hand_over(handles, child, *a.slot); !handed.ok())
    return handed.error() == Errno(ESRCH) ? Errno(EAGAIN) : handed.error(); // somebody killed the child
  fault_at("handed", child);
  inject_fault(picture, child, number, current()->stack.base);
  if (number) TRY(picture.reserve_in(child));
  nt::resume_thread(a.made.thread.get());
  fault_at("running", child);
  return success();
}

Result<pid_t> attempt_fork(const SavedRegisters *registers, unsigned number, ForkState &state) {
  Attempt a;
  ForkSnapshot picture;
  ForkHeader header{};
  HandleList handles;
  nt::Handle payload;
  TRY(reserve_child());
  a.slot = TRY(claim_child_slot(view()));
  if (auto s = nt::create_event(a.event, false, false); !s.ok()) return nt::errno_of(s);
  TERN_TRACE_LINE("fork: launch %d", a.slot->pid);
  protection_prepare();
  TRY(launch_child(a));
  TRY(add_child(*a.slot, a.made.process.get(), false));
  a.listed = true;
  fault_at("launched", a.made.process.get());
  header.fault = fault_of_child();
  TERN_TRACE_LINE("fork: snapshot");
  // What follows holds the registry's lock, which the allocator may need: no memory is asked for there.
  TRY(handles.reserve(static_cast<unsigned>(view().files->capacity) * 2 + memory::piece_count() + image_file_count() + 64));
  (void)TRY(handles.add(nullptr)); // the payload, when it is made
  (void)TRY(handles.add(a.event.get()));
  (void)TRY(handles.add(nt::current_process()));
  (void)TRY(handles.add(nullptr)); // window and its event, when they are needed
  (void)TRY(handles.add(nullptr));
  Window window;
  {
    Quiesced quiesced;
    StoppedThreads others;
    TRY(picture.prepare());
    TRY(snapshot(others, picture, header, payload, handles, registers));
    if (header.streamed) {
      TRY(window.make());
      handles.fixed[kForkWindowToken - 1] = window.section.get();
      handles.fixed[kForkFilledToken - 1] = window.filled.get();
      TRY(start_child(a, picture, handles, payload.get(), number));
      ForkStream stream(static_cast<StreamWindow *>(window.view.get()), a.event.get(), a.made.process.get(), window.filled.get());
      picture.stream(stream); // where the child failed, confirm() sees why
    }
  }
  TERN_TRACE_LINE("fork: payload of %lu bytes", static_cast<unsigned long>(header.total));
  if (!header.streamed) TRY(start_child(a, picture, handles, payload.get(), number));
  pid_t pid = a.slot->pid;
  TERN_TRACE_LINE("fork: %d runs", pid);
  state = confirm(a);
  TERN_TRACE_LINE("fork: %d confirmed, state %u", pid, static_cast<unsigned>(state));
  if (state == ForkState::Done) {
    a.confirmed = true;
    tell_native(a, picture);
    a.made.process.release();
    return pid;
  }
  tell_failure(a, picture, state);
  return Errno(EAGAIN);
}

// What can be different the next time.
bool may_pass(ForkState s) {
  // A file that was replaced right after the check: the next attempt starts from links.
  return s != ForkState::BadPayload && (s != ForkState::ImageReplaced || protection_is_on());
}

Result<pid_t> fork_from(const SavedRegisters *registers) {
  Thread *t = current();
  if (!t->stack.ours) return Errno(ENOTSUP); // a thread that Win32 made: its stack has no place in a child
  LibrariesAtRest libraries;
  Guard guard(g_fork_lock);
  read_fault();
  for (unsigned i = 0;; ++i) {
    ForkState state = ForkState::Pending;
    auto r = attempt_fork(registers, i, state);
    if (r.ok() || r.error().value != EAGAIN || state == ForkState::Pending || !may_pass(state) || i + 1 == kForkAttempts) return r;
    int64_t pause = -100000 * static_cast<int64_t>(i + 1); // 10 ms and more: what took the place may be gone
    nt::wait(nullptr, 0, &pause);
  }
}

} // namespace

void fork_locks_rebuild() {
  g_fork_lock.reset();
  memory::g_mapping_lock.reset();
  memory::g_registry_lock.reset();
  g_thread_list_lock.reset();
}

} // namespace tern::process

using namespace tern;

// From tern_fork_entry: the parent's value of fork. The child comes back by tern_resume.
extern "C" int tern_fork_begin(const SavedRegisters *registers) {
  Result<pid_t> r = [&] {
    Enter enter;
    return process::fork_from(registers);
  }();
  if (r.ok()) return r.value();
  errno = r.error().value;
  return -1;
}

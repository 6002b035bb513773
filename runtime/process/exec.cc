// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "process/exec.h"
#include "core/enter.h"
#include "core/lock.h"
#include "core/view.h"
#include "fd/table.h"
#include "ipc/fifo.h"
#include "ipc/pipe.h"
#include "nt/process.h"
#include "nt/status.h"
#include "nt/sync.h"
#include "process/children.h"
#include "process/exit.h"
#include "process/launch.h"
#include "process/spawn.h"
#include "process/vfork.h"
#include "signal/helper.h"
#include "thread/threads.h"
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

namespace tern::process {
namespace {

TERN_NOFORK Lock g_exec_lock; // one thread execs, the others wait for the end

// Odd while the slot's Windows process changes hands; back to even when the launch failed.
class Handover {
  Slot &s_;
  uint32_t nt_pid_, flags_;
  uint64_t nt_start_;
  bool done_ = false;

public:
  explicit Handover(Slot &s) : s_(s), nt_pid_(s.nt_pid), flags_(s.flags), nt_start_(s.nt_start) {
    __atomic_fetch_add(&s_.exec_generation, 1, __ATOMIC_SEQ_CST);
  }
  // The number changes whatever happened, so it is even again.
  void finish() {
    done_ = true;
    __atomic_fetch_or(&s_.flags, kSlotExeced, __ATOMIC_RELAXED);
    __atomic_fetch_add(&s_.exec_generation, 1, __ATOMIC_SEQ_CST);
  }
  ~Handover() {
    if (done_) return;
    s_.nt_pid = nt_pid_, s_.nt_start = nt_start_;
    __atomic_store_n(&s_.flags, flags_, __ATOMIC_RELAXED);
    __atomic_fetch_sub(&s_.exec_generation, 1, __ATOMIC_SEQ_CST);
  }
};

// Who waits for this process's end: the parent, or the stub of an earlier exec. Its Windows pid, or 0.
uint32_t watcher_of(const Slot &s) {
  if (s.watcher) return s.watcher;
  Slot *parent = s.ppid > 1 ? find(s.ppid) : nullptr;
  return parent ? parent->nt_pid : 0;
}

// Gives the watcher a handle of the successor, before the old process goes. False: it may not be, or there is none.
bool give_to_watcher(Slot &s, nt::RawHandle successor) {
  uint32_t pid = watcher_of(s);
  nt::Handle watcher;
  if (!pid || !nt::open_process(watcher, pid, nt::kProcessDuplicate).ok()) return false;
  nt::RawHandle there = nullptr;
  if (!nt::duplicate(nullptr, successor, watcher.get(), there).ok()) return false;
  auto old = __atomic_exchange_n(&s.successor, reinterpret_cast<uint64_t>(there), __ATOMIC_ACQ_REL);
  if (old) nt::close_remote(watcher.get(), reinterpret_cast<nt::RawHandle>(old)); // one it had not fetched yet
  return true;
}

// The old process remains for a native parent, which knows only it: follows the successors and ends as the last does.
[[noreturn]] void stay_as_stub(Slot &s, nt::Handle successor) {
  int32_t pid = s.pid;
  (void)fd::close_range(0, ~0u, false);
  thread::end_other_threads(); // last: one may have held a lock that the above takes
  uint64_t generation = __atomic_load_n(&s.exec_generation, __ATOMIC_ACQUIRE);
  nt::RawHandle h = successor.release();
  for (;;) {
    nt::wait(&h, 1, nullptr);
    uint64_t now = __atomic_load_n(&s.exec_generation, __ATOMIC_ACQUIRE);
    if (s.pid != pid || now == generation) break;
    auto next = __atomic_exchange_n(&s.successor, 0, __ATOMIC_ACQ_REL);
    if (!next) break;
    nt::close_handle(h);
    h = reinterpret_cast<nt::RawHandle>(next);
    generation = now;
  }
  nt::terminate_self(nt::exit_code(h));
}

void keep_usage() {
  nt::ProcessTimes t{};
  if (!nt::process_times(nt::current_process(), t).ok()) return;
  own_slot_detail().user_time += t.user;
  own_slot_detail().kernel_time += t.kernel;
}

Result<pid_t> exec_in_place(LaunchRequest &r) {
  Guard guard(g_exec_lock);
  Slot &s = own_slot();
  r.slot = &s;
  r.exec = true;
  Handover handover(s);
  // Two helpers must not wait on the slot's one event: this one would take signals that are the successor's.
  signal::stop_helper();
  auto launched = launch(r);
  if (!launched.ok()) {
    signal::restart_helper();
    return launched.error();
  }
  Launched &next = launched.value();
  keep_usage();
  bool stub = (s.flags & kSlotNativeParent) && !s.watcher;
  if (stub)
    s.watcher = nt::current_process_id();
  else if (!give_to_watcher(s, next.made.process.get()) && next.native && s.ppid > 1)
    stub = true; // only we can tell a native program's end
  handover.finish();
  ipc::leave_fifos(true);
  shared_descriptions_disown();
  next.start();
  ipc::drain_pipes();
  if (stub) stay_as_stub(s, static_cast<nt::Handle &&>(next.made.process));
  nt::terminate_self(0);
}

// In a vfork child: the child's slot is claimed already, and its process is made as a spawn's.
Result<pid_t> exec_from_vfork(LaunchRequest &r) {
  VforkContext *c = current()->vfork;
  Slot &s = shared().slots[c->slot];
  TRY(reserve_child());
  r.slot = &s;
  Launched child = TRY(launch(r));
  if (auto added = add_child(s, child.made.process.get(), child.native); !added.ok()) {
    child.abandon();
    return added.error();
  }
  child.made.process.release();
  s.flags |= kSlotExeced;
  pid_t pid = s.pid;
  child.start();
  claim_runs(s);
  return pid;
}

Result<pid_t> start(const char *path, Image *image, char *const *argv, char *const *envp) {
  LaunchRequest r;
  r.path = path, r.image = image, r.argv = argv, r.envp = envp;
  r.view = &view();
  return in_vfork_child() ? exec_from_vfork(r) : exec_in_place(r);
}

struct Workspace {
  Image image;
  char found[PATH_MAX];
};

// On the heap: 30 KB would be much for a small thread stack.
class WorkspaceHolder {
  Workspace *w_ = static_cast<Workspace *>(malloc(sizeof(Workspace)));

public:
  ~WorkspaceHolder() { free(w_); }
  Workspace *get() { return w_; }
};

} // namespace

Result<pid_t> exec(const char *path, char *const *argv, char *const *envp) {
  WorkspaceHolder w;
  if (!w.get()) return Errno(ENOMEM);
  TRY(find_image(path, w.get()->image));
  return start(path, &w.get()->image, argv, envp);
}

Result<pid_t> exec_search(const char *file, char *const *argv, char *const *envp) {
  WorkspaceHolder w;
  if (!w.get()) return Errno(ENOMEM);
  auto found = search_image(file, ::getenv("PATH"), w.get()->image, w.get()->found);
  if (found.ok()) return start(w.get()->found, &w.get()->image, argv, envp);
  if (found.error().value != ENOEXEC) return found.error();
  char **shell = shell_arguments(w.get()->found, argv);
  if (!shell) return Errno(ENOMEM);
  auto sh = find_image("/bin/sh", w.get()->image);
  Result<pid_t> r = sh.ok() ? start("/bin/sh", &w.get()->image, shell, envp) : Result<pid_t>(sh.error());
  free(shell);
  return r;
}

} // namespace tern::process

// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "process/vfork.h"
#include "core/enter.h"
#include "process/children.h"
#include "process/exit.h"
#include "process/launch.h"
#include "process/notify.h"
#include <errno.h>
#include <signal.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

namespace tern {

static_assert(offsetof(SavedRegisters, mxcsr) == 80 && offsetof(SavedRegisters, xmm) == 96 && sizeof(SavedRegisters) == 256);

extern "C" [[noreturn]] void tern_resume(const SavedRegisters *, int value);
extern "C" int tern_vfork_begin(const SavedRegisters *);

namespace process {

Slot &view_slot() {
  VforkContext *c = current()->vfork;
  return c ? shared().slots[c->slot] : own_slot();
}

static Result<> begin(const SavedRegisters &registers) {
  Thread *t = current();
  TRY(reserve_child());
  auto *c = static_cast<VforkContext *>(malloc(sizeof(VforkContext)));
  if (!c) return Errno(ENOMEM);
  if (auto r = copy_view(c->view, *t->view); !r.ok()) {
    free(c);
    return r;
  }
  auto claimed = claim_child_slot(*t->view);
  if (!claimed.ok()) {
    discard_view(c->view);
    free(c);
    return claimed.error();
  }
  Slot &s = *claimed.value();
  s.ppid = t->view->pid;
  c->registers = registers;
  c->outer = t->vfork;
  c->outer_view = t->view;
  c->outer_mask = t->signal_mask;
  c->outer_depth = t->engine_depth - 1; // without the entry's own Enter
  c->slot = index_of(s);
  c->view.is_vfork_child = true;
  c->view.pid = s.pid;
  c->view.ppid = t->view->pid;
  c->view.lock_owner = static_cast<uint64_t>(s.pid);
  t->vfork = c;
  t->view = &c->view;
  // Until the parent goes on, this thread counts as inside the runtime: signals for the parent stay pending.
  __atomic_store_n(&t->engine_depth, t->engine_depth + 1, __ATOMIC_RELAXED);
  return success();
}

void vfork_return(pid_t pid) {
  Thread *t = current();
  VforkContext *c = t->vfork;
  SavedRegisters registers = c->registers;
  discard_view(c->view);
  t->vfork = c->outer;
  t->view = c->outer_view;
  t->signal_mask = c->outer_mask;
  uint32_t depth = c->outer_depth;
  free(c);
  __atomic_store_n(&t->engine_depth, depth, __ATOMIC_RELAXED);
  if (depth == 0 && __atomic_load_n(&t->pending_attention, __ATOMIC_RELAXED)) take_attention(t);
  tern_resume(&registers, pid);
}

// Children that the vfork child made itself lose their parent.
static void orphan_children_of(pid_t pid) {
  Guard guard(g_children_lock);
  Child *list = children();
  for (unsigned i = 0; i < children_end(); ++i) {
    if (!list[i].pid) continue;
    Slot &s = shared().slots[list[i].slot];
    if (s.pid != list[i].pid || s.ppid != pid) continue;
    s.ppid = 1;
    if (s.state == static_cast<uint32_t>(SlotState::Zombie)) free_slot(s);
    remove_child(list[i]);
  }
}

void vfork_exit(int status) {
  VforkContext *c = current()->vfork;
  Slot &s = shared().slots[c->slot];
  pid_t pid = s.pid;
  orphan_children_of(pid);
  s.wait_status = status;
  (void)add_child(s, nullptr, false); // room was made when the child began
  __atomic_store_n(&s.state, static_cast<uint32_t>(SlotState::Zombie), __ATOMIC_SEQ_CST);
  notify_parent(s, WIFEXITED(status) ? CLD_EXITED : CLD_KILLED, WIFEXITED(status) ? WEXITSTATUS(status) : WTERMSIG(status));
  vfork_return(pid);
}

} // namespace process
} // namespace tern

using namespace tern;

extern "C" int tern_vfork_begin(const SavedRegisters *registers) {
  Result<> r = [&] {
    Enter enter;
    return process::begin(*registers);
  }();
  if (!r.ok()) {
    errno = r.error().value;
    return -1;
  }
  return 0;
}

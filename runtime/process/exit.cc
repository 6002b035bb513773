// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "process/exit.h"
#include "core/lock.h"
#include "core/sections.h"
#include "core/view.h"
#include "ipc/fifo.h"
#include "ipc/pipe.h"
#include "nt/process.h"
#include "nt/sync.h"
#include "process/child_event.h"
#include "process/children.h"
#include "process/fork_protection.h"
#include "process/notify.h"
#include "process/table.h"
#include "process/vfork.h"
#include "signal/helper.h"
#include "signal/stop.h"
#include "thread/threads.h"
#include <signal.h>
#include <string.h>
#include <sys/wait.h>

namespace tern::process {

uint32_t native_exit_code(int status) {
  return WIFSIGNALED(status) ? 128u + static_cast<unsigned>(WTERMSIG(status)) : static_cast<uint32_t>(WEXITSTATUS(status));
}

// A native program that crashed ends with the exception's code.
int status_of_native(uint32_t code) {
  switch (code) {
  case 0xc0000005: // access violation
  case 0xc00000fd: // stack overflow
  case 0xc0000374: // heap corruption
  case 0x80000001: return signalled_status(SIGSEGV, true);
  case 0x80000002: // misalignment
  case 0xc0000006: return signalled_status(SIGBUS, true);
  case 0xc000001d:
  case 0xc0000096: return signalled_status(SIGILL, true);
  case 0xc000008c:
  case 0xc000008d:
  case 0xc000008e:
  case 0xc000008f:
  case 0xc0000090:
  case 0xc0000091:
  case 0xc0000092:
  case 0xc0000093:
  case 0xc0000094:
  case 0xc0000095: return signalled_status(SIGFPE, true);
  case 0x80000003:
  case 0x80000004: return signalled_status(SIGTRAP, true);
  case 0xc000013a: return signalled_status(SIGINT); // control-C
  case 0xc0000409:
  case 0x40000015: return signalled_status(SIGABRT, true);
  case 0xc0000135:
  case 0xc0000139:
  case 0xc0000142: return exited_status(127); // a DLL or a function of one is missing: it never ran
  }
  return exited_status(static_cast<int>(code));
}

TERN_NOFORK static Lock g_ending;

// The slot becomes a zombie, or is free at once when nobody will ask.
void publish_end(Slot &s, int status) {
  const Slot before = s; // the parent may reap, and the slot be another's, as soon as the state says so
  s.wait_status = status;
  s.stop_status = 0;
  Slot *parent = before.ppid > 1 ? find(before.ppid) : nullptr;
  if (!parent || before.flags & kSlotNoZombie) {
    free_slot(s);
  } else {
    __atomic_store_n(&s.state, static_cast<uint32_t>(SlotState::Zombie), __ATOMIC_SEQ_CST);
    // The parent may have gone meanwhile (orphan_children): whoever sees both frees it.
    uint32_t zombie = static_cast<uint32_t>(SlotState::Zombie);
    if (s.pid == before.pid && __atomic_load_n(&s.ppid, __ATOMIC_SEQ_CST) == 1 &&
        __atomic_compare_exchange_n(&s.state, &zombie, static_cast<uint32_t>(SlotState::Claimed), false, __ATOMIC_ACQ_REL,
                                    __ATOMIC_RELAXED))
      free_slot(s);
  }
  notify_parent(before, WIFEXITED(status) ? CLD_EXITED : WCOREDUMP(status) ? CLD_DUMPED : CLD_KILLED,
                WIFEXITED(status) ? WEXITSTATUS(status) : WTERMSIG(status));
}

void terminate(int status) {
  Thread *t = current();
  if (t->vfork) vfork_exit(status);
  g_ending.lock(); // a second thread that ends the process waits here for the first
  signal::stop_helper();
  signal::hang_up_orphaned_groups(own_slot());
  if (WIFEXITED(status)) ipc::drain_pipes();
  ipc::leave_fifos(false);
  orphan_children();
  protection_leave();
  publish_end(own_slot(), status);
  thread::end_other_threads();
  nt::exit_process(native_exit_code(status));
}

void publish_stop(int signo) {
  Slot &s = own_slot();
  __atomic_store_n(&s.stop_status, stopped_status(signo), __ATOMIC_SEQ_CST);
  __atomic_store_n(&s.state, static_cast<uint32_t>(SlotState::Stopped), __ATOMIC_SEQ_CST);
  notify_parent(s, CLD_STOPPED, signo);
}

void publish_continue() {
  Slot &s = own_slot();
  __atomic_store_n(&s.stop_status, kContinuedStatus, __ATOMIC_SEQ_CST);
  __atomic_store_n(&s.state, static_cast<uint32_t>(SlotState::Running), __ATOMIC_SEQ_CST);
  notify_parent(s, CLD_CONTINUED, SIGCONT);
}

} // namespace tern::process

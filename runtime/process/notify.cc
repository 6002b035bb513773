// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "process/notify.h"
#include "process/child_event.h"
#include "process/table.h"
#include "signal/send.h"
#include <signal.h>

namespace tern::process {

void notify_parent(const Slot &child, int code, int status) {
  Slot *parent = child.ppid > 1 ? find(child.ppid) : nullptr;
  if (!parent) return;
  signal_child_event(*parent);
  if ((code == CLD_STOPPED || code == CLD_CONTINUED) && __atomic_load_n(&parent->flags, __ATOMIC_SEQ_CST) & kSlotNoStopSignal) return;
  // Nobody need be told who neither catches nor may come to: the published dispositions say so.
  if (!(__atomic_load_n(&parent->handle_hint, __ATOMIC_SEQ_CST) >> (SIGCHLD - 1) & 1) &&
      !(__atomic_load_n(&parent->block_hint, __ATOMIC_SEQ_CST) >> (SIGCHLD - 1) & 1))
    return;
  SharedSiginfo info{};
  info.signo = SIGCHLD;
  info.code = code;
  info.pid = child.pid;
  info.uid = static_cast<int32_t>(child.uid);
  info.status = status;
  (void)signal::send_process(*parent, info);
}

} // namespace tern::process

// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The process view: the state POSIX calls "of the process" that a vfork child changes without its parent
// seeing it. A thread reaches it through its record; all threads of a process share one view, a vfork child
// has a copy until it execs or exits (docs/how/vfork.md). Engines take the view from the thread, never a global.
#pragma once
#include "core/lock.h"
#include "core/thread.h"
#include <signal.h>
#include <stdint.h>
#include <sys/resource.h>
#include <sys/types.h>

namespace tern {

namespace fd { struct Table; }
namespace fs { struct WorkingDirectory; struct Root; }

struct Ids {
  uid_t ruid, euid, suid;
  gid_t rgid, egid, sgid;
};

constexpr int kSignals = 64; // 1..64

struct ProcessView {
  fd::Table *files;          // descriptors (fd/table.h)
  fs::WorkingDirectory *cwd; // fs/cwd.h
  fs::Root *root;            // chroot; null: none
  mode_t umask;
  struct sigaction actions[kSignals + 1]; // dispositions; guarded by signals_lock
  Lock signals_lock;
  Ids ids;
  pid_t pid, ppid, pgid, sid;
  rlimit limits[RLIM_NLIMITS];
  int nice;
  uint64_t alarm_deadline; // ITIMER_REAL of this view, 100 ns units; 0: none
  uint64_t lock_owner;     // fcntl locks belong to this
  bool is_vfork_child;
};

extern ProcessView g_process_view; // the process's own
inline ProcessView &view() { return *current()->view; }

} // namespace tern

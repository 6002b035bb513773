// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "process/group.h"
#include "core/view.h"
#include "process/table.h"
#include "process/vfork.h"

namespace tern::process {

// A parent that was killed could not say so: its slot is looked at.
pid_t parent() {
  ProcessView &v = view();
  if (v.is_vfork_child) return v.ppid;
  Slot &me = own_slot();
  int32_t ppid = __atomic_load_n(&me.ppid, __ATOMIC_ACQUIRE);
  if (ppid > 1) {
    Slot *p = find(ppid);
    if (!p || !is_alive(*p)) __atomic_store_n(&me.ppid, ppid = 1, __ATOMIC_RELEASE);
  }
  return v.ppid = ppid;
}

static Result<Slot *> slot_of(pid_t pid) {
  if (pid < 0) return Errno(ESRCH);
  if (pid == 0 || pid == view().pid) return &view_slot();
  Slot *s = find(pid);
  if (!s) return Errno(ESRCH);
  return s;
}

Result<pid_t> group_of(pid_t pid) { return TRY(slot_of(pid))->pgid; }
Result<pid_t> session_of(pid_t pid) { return TRY(slot_of(pid))->sid; }

Result<> set_group(pid_t pid, pid_t group) {
  if (group < 0 || pid < 0) return Errno(EINVAL);
  ProcessView &v = view();
  Slot &s = *TRY(slot_of(pid));
  bool self = pid == 0 || pid == v.pid;
  if (!self) {
    if (s.ppid != v.pid) return Errno(ESRCH);
    if (s.sid != v.sid) return Errno(EPERM);
    if (s.flags & kSlotExeced) return Errno(EACCES);
  }
  if (s.sid == s.pid) return Errno(EPERM); // a session's leader
  pid_t wanted = group ? group : s.pid;
  if (wanted != s.pid) {
    bool found = false;
    for_each([&](Slot &other) { return !(found = other.pgid == wanted && other.sid == v.sid); });
    if (!found) return Errno(EPERM);
  }
  __atomic_store_n(&s.pgid, wanted, __ATOMIC_RELEASE);
  if (self) v.pgid = wanted;
  return success();
}

Result<pid_t> new_session() {
  ProcessView &v = view();
  bool used = false;
  for_each([&](Slot &s) { return !(used = s.pgid == v.pid); });
  if (used || v.pgid == v.pid) return Errno(EPERM);
  Slot &s = view_slot();
  s.ctty = -1;
  __atomic_store_n(&s.pgid, v.pid, __ATOMIC_RELEASE);
  __atomic_store_n(&s.sid, v.pid, __ATOMIC_RELEASE);
  v.pgid = v.sid = v.pid;
  return v.pid;
}

bool is_orphaned_group(pid_t group) {
  bool orphaned = true;
  for_each([&](Slot &s) {
    if (s.pgid != group || s.ppid <= 1) return true;
    Slot *p = find(s.ppid);
    if (p && p->sid == s.sid && p->pgid != group) orphaned = false;
    return orphaned;
  });
  return orphaned;
}

} // namespace tern::process

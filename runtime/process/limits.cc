// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "process/limits.h"
#include "fd/table.h"
#include "nt/process.h"
#include "nt/status.h"
#include "nt/sync.h"
#include "process/table.h"

namespace tern::process {

static rlimit default_limit(int resource) {
  switch (resource) {
  case RLIMIT_NOFILE: return {256, static_cast<rlim_t>(fd::kOpenMax)};
  case RLIMIT_STACK: return {8 << 20, RLIM_INFINITY};
  case RLIMIT_CORE: return {0, RLIM_INFINITY};
  }
  return {RLIM_INFINITY, RLIM_INFINITY};
}

rlimit limit(const ProcessView &v, int resource) {
  const rlimit &l = v.limits[resource];
  return l.rlim_cur || l.rlim_max ? l : default_limit(resource);
}

Result<> set_limit(ProcessView &v, int resource, const rlimit &wanted) {
  if (wanted.rlim_max > limit(v, resource).rlim_max) return Errno(EPERM);
  if (resource == RLIMIT_NOFILE && wanted.rlim_cur > static_cast<rlim_t>(fd::kOpenMax)) return Errno(EPERM);
  // What NT cannot be made to keep is refused rather than accepted and forgotten.
  bool kept = resource == RLIMIT_NOFILE || resource == RLIMIT_STACK || resource == RLIMIT_CORE || resource == RLIMIT_FSIZE;
  rlimit now = limit(v, resource);
  if (!kept && (wanted.rlim_cur != now.rlim_cur || wanted.rlim_max != now.rlim_max)) return Errno(EINVAL);
  v.limits[resource] = wanted;
  return success();
}

// NT's values: 1 idle, 5 below normal, 2 normal, 6 above normal, 3 high, 4 real time.
static unsigned class_of_nice(int n) { return n >= 12 ? 1 : n >= 4 ? 5 : n > -4 ? 2 : n > -12 ? 6 : n > -16 ? 3 : 4; }
static int nice_of_class(unsigned c) {
  switch (c) {
  case 1: return 15;
  case 5: return 8;
  case 6: return -8;
  case 3: return -14;
  case 4: return -18;
  }
  return 0;
}

Result<int> nice_of(pid_t pid) {
  ProcessView &v = view();
  if (pid == 0 || pid == v.pid) return v.nice;
  Slot *s = find(pid);
  nt::Handle h;
  if (!s || !nt::open_process(h, s->nt_pid, nt::kProcessQueryLimited).ok()) return Errno(ESRCH);
  unsigned c = 2;
  if (auto st = nt::priority_class(h.get(), c); !st.ok()) return nt::errno_of(st);
  return nice_of_class(c);
}

Result<> set_nice(pid_t pid, int value) {
  value = value < -20 ? -20 : value > 19 ? 19 : value;
  ProcessView &v = view();
  bool self = pid == 0 || pid == v.pid;
  nt::Handle h;
  if (!self) {
    Slot *s = find(pid);
    if (!s || !nt::open_process(h, s->nt_pid, nt::kProcessSetInformation | nt::kProcessQueryLimited).ok()) return Errno(ESRCH);
  }
  if (!v.is_vfork_child || !self)
    if (auto s = nt::set_priority_class(self ? nt::current_process() : h.get(), class_of_nice(value)); !s.ok()) return Errno(EACCES);
  if (self) v.nice = value;
  return success();
}

} // namespace tern::process

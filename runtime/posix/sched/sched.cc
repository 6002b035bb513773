// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// <sched.h>: XSH sched_*, and Linux's affinity.
#include "core/sections.h"
#include "core/view.h"
#include "nt/sync.h"
#include "nt/thread.h"
#include "process/table.h"
#include "thread/scheduling.h"
#include "thread/threads.h"
#include <pthread.h>
#include <sched.h>
#include <string.h>

using namespace tern;
using namespace tern::thread;

TERN_EXPORT int sched_yield(void) {
  nt::yield_thread();
  return 0;
}
TERN_EXPORT int sched_get_priority_max(int policy) {
  if (valid_priority(policy, kMaxPriority)) return kMaxPriority;
  return valid_priority(policy, 0) ? 0 : (errno = EINVAL, -1);
}
TERN_EXPORT int sched_get_priority_min(int policy) {
  if (valid_priority(policy, kMinPriority)) return kMinPriority;
  return valid_priority(policy, 0) ? 0 : (errno = EINVAL, -1);
}

// The process's policy is its main thread's. Other processes: looked at, not changed.
static Thread *main_thread() {
  Thread *t = g_threads;
  while (t && t->next) t = t->next;
  return t ? t : current();
}
static int check(pid_t pid) {
  if (pid < 0) return EINVAL;
  if (pid == 0 || pid == g_process_view.pid) return 0;
  return process::find(pid) ? EPERM : ESRCH;
}
static int fail(int e) {
  errno = e;
  return -1;
}
TERN_EXPORT int sched_getscheduler(pid_t pid) {
  if (int e = check(pid); e && e != EPERM) return fail(e);
  if (check(pid)) return SCHED_OTHER;
  int policy = main_thread()->sched_policy;
  return policy ? policy : SCHED_OTHER;
}
TERN_EXPORT int sched_getparam(pid_t pid, struct sched_param *p) {
  int e = check(pid);
  if (e && e != EPERM) return fail(e);
  *p = {};
  if (!e) p->sched_priority = main_thread()->sched_priority;
  return 0;
}
TERN_EXPORT int sched_setscheduler(pid_t pid, int policy, const struct sched_param *p) {
  if (int e = check(pid)) return fail(e);
  int old = sched_getscheduler(0);
  if (int e = pthread_setschedparam(handle_of(main_thread()), policy, p)) return fail(e);
  return old;
}
TERN_EXPORT int sched_setparam(pid_t pid, const struct sched_param *p) {
  return sched_setscheduler(pid, sched_getscheduler(pid), p) < 0 ? -1 : 0;
}
TERN_EXPORT int sched_rr_get_interval(pid_t pid, struct timespec *out) {
  int e = check(pid);
  if (e && e != EPERM) return fail(e);
  *out = {0, 31250000}; // NT's client quantum: two ticks
  return 0;
}

// ---- Linux
TERN_EXPORT int sched_getcpu(void) { return static_cast<int>(nt::processor_number()); }

static uint64_t mask_of(size_t size, const cpu_set_t *set) {
  uint64_t mask = 0;
  memcpy(&mask, set, size < sizeof mask ? size : sizeof mask);
  return mask;
}
static void store(uint64_t mask, size_t size, cpu_set_t *set) {
  memset(set, 0, size);
  memcpy(set, &mask, size < sizeof mask ? size : sizeof mask);
}
TERN_EXPORT int sched_getaffinity(pid_t pid, size_t size, cpu_set_t *set) {
  if (int e = check(pid)) return fail(e);
  if (size < sizeof(uint64_t)) return fail(EINVAL);
  Thread *t = main_thread();
  store(t->affinity ? t->affinity & nt::process_affinity() : nt::process_affinity(), size, set);
  return 0;
}
TERN_EXPORT int sched_setaffinity(pid_t pid, size_t size, const cpu_set_t *set) {
  if (int e = check(pid)) return fail(e);
  uint64_t mask = mask_of(size, set), system;
  nt::process_affinity(&system);
  if (!(mask & system)) return fail(EINVAL);
  return nt::set_process_affinity(mask & system).ok() ? 0 : fail(EINVAL);
}
TERN_EXPORT int pthread_getaffinity_np(pthread_t thread, size_t size, cpu_set_t *set) {
  Thread *t = of(thread);
  if (t != current() && !is_thread(t)) return ESRCH;
  store(t->affinity ? t->affinity & nt::process_affinity() : nt::process_affinity(), size, set);
  return 0;
}
TERN_EXPORT int pthread_setaffinity_np(pthread_t thread, size_t size, const cpu_set_t *set) {
  Thread *t = of(thread);
  if (t != current() && !is_thread(t)) return ESRCH;
  uint64_t mask = mask_of(size, set) & nt::process_affinity();
  if (!mask) return EINVAL;
  t->affinity = mask;
  auto r = apply_affinity(t);
  return r.ok() ? 0 : r.error().value;
}

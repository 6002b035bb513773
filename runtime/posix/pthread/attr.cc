// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// <pthread.h>: attributes of threads (XSH pthread_attr_*).
#include "core/sections.h"
#include "nt/thread.h"
#include "thread/scheduling.h"
#include "thread/threads.h"
#include <string.h>

using namespace tern;
using namespace tern::thread;

constexpr uint64_t kDefaultStack = 8 << 20;

TERN_EXPORT int pthread_attr_init(pthread_attr_t *a) { return default_attributes(of(a)), 0; }
TERN_EXPORT int pthread_attr_destroy(pthread_attr_t *) { return 0; }

TERN_EXPORT int pthread_attr_getdetachstate(const pthread_attr_t *a, int *v) { return *v = of(a).detached, 0; }
TERN_EXPORT int pthread_attr_setdetachstate(pthread_attr_t *a, int v) {
  if (v != PTHREAD_CREATE_JOINABLE && v != PTHREAD_CREATE_DETACHED) return EINVAL;
  return of(a).detached = v, 0;
}
TERN_EXPORT int pthread_attr_getstacksize(const pthread_attr_t *a, size_t *v) {
  return *v = of(a).stack_size ? of(a).stack_size : kDefaultStack, 0;
}
TERN_EXPORT int pthread_attr_setstacksize(pthread_attr_t *a, size_t v) {
  if (v < kMinimumStack || v > uint64_t{1} << 40) return EINVAL;
  return of(a).stack_size = v, 0;
}
TERN_EXPORT int pthread_attr_getstack(const pthread_attr_t *a, void **stack, size_t *size) {
  *stack = of(a).stack;
  return pthread_attr_getstacksize(a, size);
}
TERN_EXPORT int pthread_attr_setstack(pthread_attr_t *a, void *stack, size_t size) {
  if (size < kMinimumStack || reinterpret_cast<uintptr_t>(stack) % 16) return EINVAL;
  of(a).stack = stack;
  of(a).stack_size = size;
  return 0;
}
TERN_EXPORT int pthread_attr_getstackaddr(const pthread_attr_t *a, void **stack) {
  return *stack = of(a).stack ? static_cast<char *>(of(a).stack) + of(a).stack_size : nullptr, 0;
}
TERN_EXPORT int pthread_attr_setstackaddr(pthread_attr_t *a, void *top) {
  if (!of(a).stack_size) of(a).stack_size = kDefaultStack;
  of(a).stack = static_cast<char *>(top) - of(a).stack_size;
  return 0;
}
// Stacks of ours always have a guard; its size is NT's, what is set is only kept.
TERN_EXPORT int pthread_attr_getguardsize(const pthread_attr_t *a, size_t *v) { return *v = of(a).guard_size, 0; }
TERN_EXPORT int pthread_attr_setguardsize(pthread_attr_t *a, size_t v) { return of(a).guard_size = v, 0; }
TERN_EXPORT int pthread_attr_getinheritsched(const pthread_attr_t *a, int *v) { return *v = of(a).inherit, 0; }
TERN_EXPORT int pthread_attr_setinheritsched(pthread_attr_t *a, int v) {
  if (v != PTHREAD_INHERIT_SCHED && v != PTHREAD_EXPLICIT_SCHED) return EINVAL;
  return of(a).inherit = v, 0;
}
TERN_EXPORT int pthread_attr_getscope(const pthread_attr_t *a, int *v) { return *v = of(a).scope, 0; }
TERN_EXPORT int pthread_attr_setscope(pthread_attr_t *a, int v) {
  if (v == PTHREAD_SCOPE_PROCESS) return ENOTSUP;
  if (v != PTHREAD_SCOPE_SYSTEM) return EINVAL;
  return of(a).scope = v, 0;
}
TERN_EXPORT int pthread_attr_getschedpolicy(const pthread_attr_t *a, int *v) { return *v = of(a).policy, 0; }
TERN_EXPORT int pthread_attr_setschedpolicy(pthread_attr_t *a, int v) {
  if (!valid_priority(v, 0) && !valid_priority(v, kMinPriority)) return EINVAL;
  of(a).policy = v;
  if (!valid_priority(v, of(a).priority)) of(a).priority = valid_priority(v, 0) ? 0 : kMinPriority;
  return 0;
}
TERN_EXPORT int pthread_attr_getschedparam(const pthread_attr_t *a, struct sched_param *p) {
  *p = {};
  p->sched_priority = of(a).priority;
  return 0;
}
TERN_EXPORT int pthread_attr_setschedparam(pthread_attr_t *a, const struct sched_param *p) {
  if (p->sched_priority < 0 || p->sched_priority > kMaxPriority) return EINVAL;
  return of(a).priority = p->sched_priority, 0;
}

TERN_EXPORT int pthread_attr_getaffinity_np(const pthread_attr_t *a, size_t size, cpu_set_t *set) {
  memset(set, 0, size);
  uint64_t mask = of(a).has_affinity ? of(a).affinity[0] : nt::process_affinity();
  memcpy(set, &mask, size < sizeof mask ? size : sizeof mask);
  return 0;
}
TERN_EXPORT int pthread_attr_setaffinity_np(pthread_attr_t *a, size_t size, const cpu_set_t *set) {
  uint64_t mask = 0;
  if (set) memcpy(&mask, set, size < sizeof mask ? size : sizeof mask);
  of(a).has_affinity = set != nullptr;
  of(a).affinity[0] = mask;
  return 0;
}

// Linux: what a running thread has.
TERN_EXPORT int pthread_getattr_np(pthread_t thread, pthread_attr_t *out) {
  Thread *t = of(thread);
  if (t != current() && !is_thread(t)) return ESRCH;
  Attributes &a = of(out);
  default_attributes(a);
  const StackRegion &s = t->user_stack.base ? t->user_stack : t->stack;
  if (s.base) {
    a.stack = reinterpret_cast<void *>(s.base);
    a.stack_size = s.top - s.base;
  } else if (t == current()) { // a thread that Win32 made
    nt::StackBounds b = nt::stack_bounds();
    a.stack = reinterpret_cast<void *>(b.deallocation);
    a.stack_size = b.base - b.deallocation;
  }
  a.detached = t->detached == 1 ? PTHREAD_CREATE_DETACHED : PTHREAD_CREATE_JOINABLE;
  a.policy = t->sched_policy ? t->sched_policy : SCHED_OTHER;
  a.priority = t->sched_priority;
  return 0;
}

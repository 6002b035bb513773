// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// <pthread.h>: threads and cancellation. All return 0 or an errno value.
#include "core/sections.h"
#include "core/wait.h"
#include "nt/thread.h"
#include "thread/cancel.h"
#include "thread/futex.h"
#include "thread/scheduling.h"
#include "thread/threads.h"
#include <string.h>

using namespace tern;
using namespace tern::thread;

TERN_EXPORT int pthread_create(pthread_t *out, const pthread_attr_t *attributes, void *(*start)(void *), void *arg) {
  Attributes defaults;
  const Attributes *a = &defaults;
  if (attributes) a = &of(attributes);
  else default_attributes(defaults);
  if (a->inherit == PTHREAD_EXPLICIT_SCHED && !valid_priority(a->policy, a->priority)) return EINVAL;
  return create(*a, start, arg, out);
}
TERN_EXPORT int pthread_join(pthread_t t, void **value) { return join(of(t), value, kForever); }
TERN_EXPORT int pthread_tryjoin_np(pthread_t t, void **value) { return join(of(t), value, kPoll); }
TERN_EXPORT int pthread_timedjoin_np(pthread_t t, void **value, const struct timespec *when) {
  if (!when) return join(of(t), value, kForever);
  auto deadline = deadline_of(CLOCK_REALTIME, when);
  if (!deadline.ok()) return deadline.error().value;
  int e = join(of(t), value, deadline.value());
  return e == EBUSY ? ETIMEDOUT : e;
}
TERN_EXPORT int pthread_detach(pthread_t t) { return detach(of(t)); }
TERN_EXPORT void pthread_exit(void *value) { exit_thread(value); }
TERN_EXPORT pthread_t pthread_self(void) { return handle_of(current()); }
TERN_EXPORT int pthread_equal(pthread_t a, pthread_t b) { return a == b; }

// ---- cancellation (XSH 2.9.5)
TERN_EXPORT int pthread_cancel(pthread_t thread) {
  Thread *t = of(thread);
  if (t != current() && !is_thread(t)) return ESRCH;
  return cancel(t);
}
TERN_EXPORT int pthread_setcancelstate(int state, int *old) {
  if (state != PTHREAD_CANCEL_ENABLE && state != PTHREAD_CANCEL_DISABLE) return EINVAL;
  Thread *t = current();
  if (old) *old = t->cancel_state;
  t->cancel_state = state;
  if (t->cancel_type == PTHREAD_CANCEL_ASYNCHRONOUS) test_cancel(t);
  return 0;
}
TERN_EXPORT int pthread_setcanceltype(int type, int *old) {
  if (type != PTHREAD_CANCEL_DEFERRED && type != PTHREAD_CANCEL_ASYNCHRONOUS) return EINVAL;
  Thread *t = current();
  if (old) *old = t->cancel_type;
  t->cancel_type = type;
  if (type == PTHREAD_CANCEL_ASYNCHRONOUS) test_cancel(t);
  return 0;
}
TERN_EXPORT void pthread_testcancel(void) { test_cancel(current()); }
TERN_EXPORT void _pthread_cleanup_push(__tern_cleanup *c, void (*routine)(void *), void *arg) { cleanup_push(c, routine, arg); }
TERN_EXPORT void _pthread_cleanup_pop(__tern_cleanup *c, int execute) { cleanup_pop(c, execute); }

// ---- scheduling
TERN_EXPORT int pthread_getschedparam(pthread_t thread, int *policy, struct sched_param *p) {
  Thread *t = of(thread);
  if (t != current() && !is_thread(t)) return ESRCH;
  *policy = t->sched_policy ? t->sched_policy : SCHED_OTHER;
  *p = {};
  p->sched_priority = t->sched_priority;
  return 0;
}
TERN_EXPORT int pthread_setschedparam(pthread_t thread, int policy, const struct sched_param *p) {
  Thread *t = of(thread);
  if (!valid_priority(policy, p->sched_priority)) return EINVAL;
  if (t != current() && !is_thread(t)) return ESRCH;
  int old_policy = t->sched_policy, old_priority = t->sched_priority;
  t->sched_policy = policy;
  t->sched_priority = p->sched_priority;
  if (auto r = apply_priority(t); !r.ok()) {
    t->sched_policy = old_policy;
    t->sched_priority = old_priority;
    return r.error().value;
  }
  return 0;
}
TERN_EXPORT int pthread_setschedprio(pthread_t thread, int priority) {
  Thread *t = of(thread);
  struct sched_param p {};
  p.sched_priority = priority;
  if (t != current() && !is_thread(t)) return ESRCH;
  return pthread_setschedparam(thread, t->sched_policy ? t->sched_policy : SCHED_OTHER, &p);
}
TERN_EXPORT int pthread_getconcurrency(void) { return 0; }
TERN_EXPORT int pthread_setconcurrency(int level) { return level < 0 ? EINVAL : 0; }
TERN_EXPORT void pthread_yield(void) { sched_yield(); }

// ---- names
TERN_EXPORT int pthread_setname_np(pthread_t thread, const char *name) {
  Thread *t = of(thread);
  size_t n = strlen(name);
  if (n >= sizeof t->name) return ERANGE;
  if (t != current() && !is_thread(t)) return ESRCH;
  memcpy(t->name, name, n + 1);
  if (t == current()) nt::name_thread(name);
  return 0;
}
TERN_EXPORT int pthread_getname_np(pthread_t thread, char *out, size_t capacity) {
  Thread *t = of(thread);
  if (t != current() && !is_thread(t)) return ESRCH;
  size_t n = strlen(t->name);
  if (n >= capacity) return ERANGE;
  memcpy(out, t->name, n + 1);
  return 0;
}
TERN_EXPORT unsigned long pthread_getsequence_np(pthread_t *thread) { return of(*thread)->tid; }

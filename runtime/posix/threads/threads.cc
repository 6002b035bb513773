// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// <threads.h>: ISO C 7.28 over the pthread engines; the objects are the same.
#include "core/sections.h"
#include "thread/condition.h"
#include "thread/futex.h"
#include "thread/mutex.h"
#include "thread/threads.h"
#include "time/clocks.h"
#include <stdlib.h>
#include <threads.h>
#include <time.h>

using namespace tern;
using namespace tern::thread;

static int result(int e) {
  switch (e) {
  case 0: return thrd_success;
  case EBUSY: return thrd_busy;
  case ENOMEM:
  case EAGAIN: return thrd_nomem;
  case ETIMEDOUT: return thrd_timedout;
  default: return thrd_error;
  }
}

TERN_EXPORT void call_once(once_flag *flag, void (*function)(void)) { pthread_once(flag, function); }

TERN_EXPORT int cnd_init(cnd_t *c) { return result(pthread_cond_init(c, nullptr)); }
TERN_EXPORT void cnd_destroy(cnd_t *c) { pthread_cond_destroy(c); }
TERN_EXPORT int cnd_signal(cnd_t *c) { return result(pthread_cond_signal(c)); }
TERN_EXPORT int cnd_broadcast(cnd_t *c) { return result(pthread_cond_broadcast(c)); }
TERN_EXPORT int cnd_wait(cnd_t *c, mtx_t *m) { return result(pthread_cond_wait(c, m)); }
TERN_EXPORT int cnd_timedwait(cnd_t *c, mtx_t *m, const struct timespec *t) { return result(pthread_cond_timedwait(c, m, t)); }

TERN_EXPORT int mtx_init(mtx_t *m, int type) {
  pthread_mutexattr_t a;
  pthread_mutexattr_init(&a);
  if (type & mtx_recursive) pthread_mutexattr_settype(&a, PTHREAD_MUTEX_RECURSIVE);
  return result(pthread_mutex_init(m, &a));
}
TERN_EXPORT void mtx_destroy(mtx_t *m) { pthread_mutex_destroy(m); }
TERN_EXPORT int mtx_lock(mtx_t *m) { return result(pthread_mutex_lock(m)); }
TERN_EXPORT int mtx_trylock(mtx_t *m) { return result(pthread_mutex_trylock(m)); }
TERN_EXPORT int mtx_timedlock(mtx_t *m, const struct timespec *t) { return result(pthread_mutex_timedlock(m, t)); }
TERN_EXPORT int mtx_unlock(mtx_t *m) { return result(pthread_mutex_unlock(m)); }

namespace {
struct Start {
  thrd_start_t function;
  void *argument;
};
void *run(void *p) {
  Start s = *static_cast<Start *>(p);
  free(p);
  return reinterpret_cast<void *>(static_cast<intptr_t>(s.function(s.argument)));
}
} // namespace

TERN_EXPORT int thrd_create(thrd_t *out, thrd_start_t function, void *argument) {
  auto *s = static_cast<Start *>(malloc(sizeof(Start)));
  if (!s) return thrd_nomem;
  *s = {function, argument};
  int e = pthread_create(out, nullptr, run, s);
  if (e) free(s);
  return result(e);
}
TERN_EXPORT thrd_t thrd_current(void) { return pthread_self(); }
TERN_EXPORT int thrd_detach(thrd_t t) { return result(pthread_detach(t)); }
TERN_EXPORT int thrd_equal(thrd_t a, thrd_t b) { return a == b; }
TERN_EXPORT void thrd_exit(int code) { pthread_exit(reinterpret_cast<void *>(static_cast<intptr_t>(code))); }
TERN_EXPORT int thrd_join(thrd_t t, int *code) {
  void *value;
  int e = pthread_join(t, &value);
  if (!e && code) *code = static_cast<int>(reinterpret_cast<intptr_t>(value));
  return result(e);
}
// 0; -1 when a signal ended it; another negative value for a bad duration.
TERN_EXPORT int thrd_sleep(const struct timespec *wanted, struct timespec *rest) {
  int e = clock_nanosleep(CLOCK_MONOTONIC, 0, wanted, rest);
  return e == 0 ? 0 : e == EINTR ? -1 : -2;
}
TERN_EXPORT void thrd_yield(void) { sched_yield(); }

TERN_EXPORT int tss_create(tss_t *key, tss_dtor_t destructor) { return result(pthread_key_create(key, destructor)); }
TERN_EXPORT void tss_delete(tss_t key) { pthread_key_delete(key); }
TERN_EXPORT void *tss_get(tss_t key) { return pthread_getspecific(key); }
TERN_EXPORT int tss_set(tss_t key, void *value) { return result(pthread_setspecific(key, value)); }

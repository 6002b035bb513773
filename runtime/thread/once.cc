// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/sections.h"
#include "thread/cancel.h"
#include "thread/futex.h"
#include <pthread.h>

namespace tern::thread {
constinit uint32_t g_fork_generation = 1; // counted up in each forked child
}

using namespace tern;
using namespace tern::thread;

namespace {
enum : uint32_t { kNever, kRunning, kAwaited, kDone };
struct Once {
  uint32_t state;
  uint32_t generation; // of the process that runs it: a forked child does not wait for a thread it has not
  uint32_t pad[2];
};
static_assert(sizeof(Once) == sizeof(pthread_once_t));

void finish(Once &o, uint32_t state) {
  if (__atomic_exchange_n(&o.state, state, __ATOMIC_SEQ_CST) == kAwaited) wake_all(&o.state);
}
void cancelled(void *once) { finish(*static_cast<Once *>(once), kNever); }
} // namespace

// XSH pthread_once. A routine that is cancelled counts as never called.
TERN_EXPORT int pthread_once(pthread_once_t *once, void (*routine)(void)) {
  auto &o = *reinterpret_cast<Once *>(once);
  for (;;) {
    uint32_t state = __atomic_load_n(&o.state, __ATOMIC_ACQUIRE);
    if (state == kDone) [[likely]]
      return 0;
    if (state > kDone) return EINVAL;
    if (state != kNever && o.generation != g_fork_generation) {
      __atomic_compare_exchange_n(&o.state, &state, uint32_t{kNever}, false, __ATOMIC_ACQ_REL, __ATOMIC_RELAXED);
      continue;
    }
    if (state == kNever) {
      o.generation = g_fork_generation;
      if (!__atomic_compare_exchange_n(&o.state, &state, uint32_t{kRunning}, false, __ATOMIC_ACQ_REL, __ATOMIC_RELAXED)) continue;
      __tern_cleanup c;
      cleanup_push(&c, cancelled, &o);
      routine();
      cleanup_pop(&c, false);
      finish(o, kDone);
      return 0;
    }
    if (state == kRunning &&
        !__atomic_compare_exchange_n(&o.state, &state, uint32_t{kAwaited}, false, __ATOMIC_ACQ_REL, __ATOMIC_RELAXED))
      continue;
    sleep_on(&o.state, kAwaited, kForever);
  }
}

// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// pthread_cond_t as the runtime sees it.
#pragma once
#include "thread/mutex.h"

namespace tern::thread {

struct Condition {
  uint32_t sequence; // changes at each signal and broadcast
  uint32_t waiters;  // threads between unlock and relock; destroy waits for them
  uint32_t clock;    // 0: CLOCK_REALTIME
  uint32_t pad;
  SharedWait shared;
  uint64_t spare[4];
};
static_assert(sizeof(Condition) == sizeof(pthread_cond_t));

inline Condition &of(pthread_cond_t *c) { return *reinterpret_cast<Condition *>(c); }

int condition_wait(Condition &, Mutex &, Deadline);
void condition_signal(Condition &);
void condition_broadcast(Condition &);
void condition_destroy(Condition &);

} // namespace tern::thread

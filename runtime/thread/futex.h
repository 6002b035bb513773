// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Sleeping on a word of a synchronisation object: in process by address (core/wait.h), between processes by a
// named semaphore that is made at the first contention. Handlers run before sleep_on() returns.
#pragma once
#include "core/wait.h"
#include <time.h>

namespace tern::thread {

// Part of a process-shared object: its identity, and how many threads of any process sleep on it.
struct SharedWait {
  uint64_t id;      // 0: the object is private
  uint32_t waiters;
  uint32_t pad;
};
uint64_t new_shared_id(); // random, not 0; 0 when no randomness can be had

enum class Cancel : bool { No, Point };

// Sleeps while *word == expected. `shared` null or id 0: private. `owner_pid`: a Windows process that holds what is
// waited for; its end wakes the sleeper (0: nobody).
WaitOutcome sleep_on(const volatile uint32_t *word, uint32_t expected, Deadline, Cancel = Cancel::No,
                     SharedWait *shared = nullptr, uint32_t owner_pid = 0,
                     WaitPolicy = WaitPolicy::Restartable);
void wake_one(const volatile uint32_t *word, SharedWait *shared = nullptr);
void wake_all(const volatile uint32_t *word, SharedWait *shared = nullptr);

// The deadline of an absolute time of a clock. Errors: EINVAL (clock, tv_nsec).
Result<Deadline> deadline_of(clockid_t, const timespec *);

// After fork: handles of the parent are not ours.
void futex_rebuild();

} // namespace tern::thread

// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/result.h"
#include "core/sections.h"
#include "nt/image.h"
#include "process/atfork.h"
#include <pthread.h>
#include <unistd.h>

using namespace tern;

extern "C" int tern_fork_entry(void);

// POSIX.1-2024 _Fork: fork without the atfork handlers. Async-signal-safe. Errors: EAGAIN (table full, or an address of the
// parent could not be had in the child after several attempts), ENOMEM, ENOTSUP (a thread that Win32 made).
TERN_EXPORT pid_t _Fork(void) { return tern_fork_entry(); }

// POSIX.1-2024 fork. Any thread may call it; the child has that thread alone.
TERN_EXPORT pid_t fork(void) {
  process::run_atfork_prepare();
  pid_t pid = tern_fork_entry();
  if (pid == 0)
    process::run_atfork_child();
  else
    process::run_atfork_parent();
  return pid;
}

// POSIX.1-2024 pthread_atfork: 0 or ENOMEM. What a library registered goes with the library.
TERN_EXPORT int pthread_atfork(void (*prepare)(void), void (*parent)(void), void (*child)(void)) {
  auto r = process::register_atfork(prepare, parent, child, nt::image_of_address(__builtin_return_address(0)));
  return r.ok() ? 0 : r.error().value;
}

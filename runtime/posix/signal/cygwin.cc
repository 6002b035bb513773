// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Cygwin's additions: <sys/cygwin.h>, <pthread.h>, <string.h>.
#include "core/sections.h"
#include "nt/context.h"
#include "nt/process.h"
#include "signal/report.h"
#include "signal/signals.h"
#include "thread/threads.h"
#include <errno.h>
#include <pthread.h>
#include <string.h>

using namespace tern;

// Writes the caller's stack to descriptor 2, as a fatal fault does.
TERN_EXPORT void cygwin_stackdump(void) { signal::report_caller(); }

// The thread is suspended only where it holds nothing of the runtime. 0, ESRCH, EDEADLK (itself).
TERN_EXPORT int pthread_suspend(pthread_t thread) {
  Thread *t = thread::of(thread);
  if (t == current()) return EDEADLK;
  if (!thread::is_thread(t)) return ESRCH;
  for (;;) {
    if (!nt::suspend_thread(t->nt_handle).ok()) return ESRCH;
    nt::ControlContext c;
    if (!nt::get_control(t->nt_handle, c)) return ESRCH;
    if (!t->engine_depth || t->wait_address || t->waits_for_objects) return 0;
    nt::resume_thread(t->nt_handle);
    sched_yield();
  }
}
TERN_EXPORT int pthread_continue(pthread_t thread) {
  Thread *t = thread::of(thread);
  if (!thread::is_thread(t)) return ESRCH;
  return nt::resume_thread(t->nt_handle).ok() ? 0 : ESRCH;
}

// The number of a signal by its name ("SIGINT"), 0 when there is none.
TERN_EXPORT int strtosigno(const char *name) {
  int signo;
  if (strncmp(name, "SIG", 3)) return 0;
  return str2sig(name + 3, &signo) ? 0 : signo;
}

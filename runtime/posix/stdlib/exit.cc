// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/sections.h"
#include "core/thread.h"
#include "thread/threads.h"
#include <stdlib.h>
#include <unistd.h>

extern "C" {
void __call_exitprocs(int, void *);
extern void (*__stdio_exit_handler)(void);
}

// ISO C 7.24.4.4, C++ [support.start.term]: the thread_local objects of the calling thread are destroyed first, then come
// atexit handlers and static objects, then stdio is flushed.
TERN_EXPORT void exit(int code) {
  tern::thread::run_thread_local_destructors(tern::current());
  __call_exitprocs(code, nullptr);
  if (__stdio_exit_handler) __stdio_exit_handler();
  _exit(code);
}

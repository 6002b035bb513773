// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Threads over fork: the child has the calling one only. Its locks and libc's are held by the forking thread meanwhile,
// so they are whole in the child. The list of threads is fork's own business until rebuild.
#include "thread/hooks.h"
#include "core/lock.h"
#include "core/thread.h"
#include "nt/sync.h"
#include "thread/futex.h"

namespace tern {
namespace time { void zone_rebuild(); }
namespace thread {

void libc_locks_quiesce();
void libc_locks_release();
void libc_locks_rebuild();
void keys_rebuild();
void emulated_tls_rebuild();
void threads_rebuild();
extern uint32_t g_fork_generation;

namespace {

void rebuild() {
  libc_locks_rebuild();
  keys_rebuild();
  emulated_tls_rebuild();
  futex_rebuild();
  time::zone_rebuild();
  g_fork_generation++; // pthread_once routines of threads that are gone are run again
  Thread *me = current();
  g_thread_list_lock.reset();
  g_threads = me;
  me->next = me->prev = nullptr;
  me->nt_handle = nullptr;
  me->nt_tid = nt::current_thread_id();
  me->io_event = nullptr;
  me->robust_list = nullptr; // they are the parent's
  threads_rebuild();
}

} // namespace
} // namespace thread

const Hook kThreadHook = {"thread", thread::libc_locks_quiesce, thread::libc_locks_release, thread::rebuild, nullptr, nullptr};

} // namespace tern

// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Thread stacks and thread records. One reservation each:
//   base [ never committed guard | growing part ... | committed top ] top [ Thread ] end
// The stack grows by NT's own guard page: the TEB is told base, limit and DeallocationStack.
#include "core/lock.h"
#include "core/thread.h"
#include "memory/arenas.h"
#include "memory/registry.h"
#include "nt/memory.h"
#include <string.h>

namespace tern {

using namespace memory;

constexpr size_t kDefaultStack = 8 << 20;
constexpr size_t kInitialCommit = 64 << 10; // what NT's __chkstk-free leaf calls may touch at once, and more
constexpr size_t kRecord = round_up(sizeof(Thread), kPage);

Lock g_thread_list_lock;
Thread *g_threads;
static uintptr_t g_stack_hint = kStacksBegin;
static uint32_t g_next_tid = 0;

void thread_list_add(Thread *t) {
  Guard guard(g_thread_list_lock);
  t->next = g_threads;
  t->prev = nullptr;
  if (g_threads) g_threads->prev = t;
  g_threads = t;
}

void thread_list_remove(Thread *t) {
  Guard guard(g_thread_list_lock);
  if (t->prev) t->prev->next = t->next;
  if (t->next) t->next->prev = t->prev;
  if (g_threads == t) g_threads = t->next;
  t->next = t->prev = nullptr;
}

static void init_record(Thread *t) {
  t->self = t;
  t->magic = Thread::kMagic;
  _REENT_INIT_PTR_ZEROED(&t->reent);
  t->alt_stack.ss_flags = SS_DISABLE;
  t->tid = __atomic_add_fetch(&g_next_tid, 1, __ATOMIC_RELAXED);
}

// Errors: null when address space or commit is used up.
Thread *new_thread_record(size_t size) {
  if (size == 0) size = kDefaultStack;
  size = round_up(size + kRecord + kGranularity, kGranularity);
  auto reserved = reserve_in(kStacksBegin, kStacksEnd, size, kGranularity, RangeKind::Stack, g_stack_hint);
  if (!reserved.ok()) return nullptr;
  uintptr_t base = reserved.take(), end = base + size, top = end - kRecord;
  size_t committed = kRecord + kInitialCommit;
  if (!nt::commit(end - committed, committed, nt::Protect::ReadWrite).ok() ||
      !nt::commit(end - committed - kPage, kPage, nt::Protect::Guard).ok()) {
    release_range(base);
    return nullptr;
  }
  auto *t = reinterpret_cast<Thread *>(top); // fresh pages: zero
  init_record(t);
  t->stack = {base, top, size, true};
  return t;
}

void free_thread_record(Thread *t) {
  if (t->stack.ours)
    release_range(t->stack.base);
  else
    release_range(reinterpret_cast<uintptr_t>(t));
}

// A thread that Win32 made: it keeps its stack and gets a record in the heap arena. It is freed at the thread's end.
Thread *attach_native_thread() {
  static uintptr_t hint = kHeapEnd - (uintptr_t{2} << 36);
  auto at = reserve_in(kHeapBegin, kHeapEnd, kRecord, kGranularity, RangeKind::Heap, hint);
  if (!at.ok() || !nt::commit(at.value(), kRecord, nt::Protect::ReadWrite).ok()) __builtin_trap();
  auto *t = reinterpret_cast<Thread *>(at.take());
  init_record(t);
  t->view = nullptr;
  t->signal_mask = ~uint64_t{0}; // a process's signals are for the program's own threads
  set_current(t);
  if (g_threads) t->view = g_threads->view;
  thread_list_add(t);
  return t;
}

} // namespace tern

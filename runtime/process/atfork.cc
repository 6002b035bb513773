// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "process/atfork.h"
#include "core/lock.h"
#include <stdlib.h>

namespace tern::process {
namespace {

struct Handlers {
  void (*prepare)();
  void (*parent)();
  void (*child)();
  void *module;
  Handlers *older, *newer;
};
Handlers *g_newest, *g_oldest;
// Recursive: a handler may call fork or pthread_atfork itself.
RecursiveLock g_lock;

} // namespace

Result<> register_atfork(void (*prepare)(), void (*parent)(), void (*child)(), void *module) {
  auto *h = static_cast<Handlers *>(malloc(sizeof(Handlers)));
  if (!h) return Errno(ENOMEM);
  g_lock.lock();
  *h = {prepare, parent, child, module, g_newest, nullptr};
  (g_newest ? g_newest->newer : g_oldest) = h;
  g_newest = h;
  g_lock.unlock();
  return success();
}

void forget_atfork(void *module) {
  g_lock.lock();
  for (Handlers *h = g_oldest; h;) {
    Handlers *next = h->newer;
    if (h->module == module) {
      (h->older ? h->older->newer : g_oldest) = h->newer;
      (h->newer ? h->newer->older : g_newest) = h->older;
      free(h);
    }
    h = next;
  }
  g_lock.unlock();
}

void run_atfork_prepare() {
  g_lock.lock();
  for (Handlers *h = g_newest; h; h = h->older)
    if (h->prepare) h->prepare();
}

void run_atfork_parent() {
  for (Handlers *h = g_oldest; h; h = h->newer)
    if (h->parent) h->parent();
  g_lock.unlock();
}

// The lock's owner is this thread's record, at the same address.
void run_atfork_child() {
  for (Handlers *h = g_oldest; h; h = h->newer)
    if (h->child) h->child();
  g_lock.unlock();
}

} // namespace tern::process

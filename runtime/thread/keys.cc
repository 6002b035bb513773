// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Thread-specific data: pthread_key_create and kin (XSH pthread_key_create).
#include "core/lock.h"
#include "core/sections.h"
#include "thread/threads.h"
#include <stdlib.h>

namespace tern::thread {

namespace {
struct Key {
  bool used;
  void (*destructor)(void *);
};
constinit Key g_keys[Thread::kKeys] = {};
constinit Lock g_keys_lock;
constexpr int kDestructorIterations = 4; // PTHREAD_DESTRUCTOR_ITERATIONS
} // namespace

void run_key_destructors(Thread *t) {
  if (!t->key_values) return;
  for (int round = 0; round < kDestructorIterations; ++round) {
    bool any = false;
    for (unsigned k = 0; k < Thread::kKeys; ++k) {
      void *value = t->key_values[k];
      if (!value) continue;
      t->key_values[k] = nullptr;
      if (auto *destructor = g_keys[k].used ? g_keys[k].destructor : nullptr) {
        destructor(value);
        any = true;
      }
    }
    if (!any) return;
  }
}

void keys_rebuild() { g_keys_lock.reset(); }

} // namespace tern::thread

using namespace tern;
using thread::g_keys;
using thread::g_keys_lock;

// Returns 0, EAGAIN (all PTHREAD_KEYS_MAX in use).
TERN_EXPORT int pthread_key_create(pthread_key_t *key, void (*destructor)(void *)) {
  Enter enter;
  unsigned k = 0;
  {
    Guard guard(g_keys_lock);
    while (k < Thread::kKeys && g_keys[k].used) ++k;
    if (k == Thread::kKeys) return EAGAIN;
    g_keys[k] = {true, destructor};
  }
  // A key that was used before: no thread may see its old value under the new key.
  Guard guard(g_thread_list_lock);
  for (Thread *t = g_threads; t; t = t->next)
    if (t->key_values) t->key_values[k] = nullptr;
  *key = k;
  return 0;
}

TERN_EXPORT int pthread_key_delete(pthread_key_t key) {
  if (key >= Thread::kKeys || !g_keys[key].used) return EINVAL;
  Enter enter;
  Guard guard(g_keys_lock);
  g_keys[key] = {};
  return 0;
}

// Async-signal-safe once the thread has set a value.
TERN_EXPORT void *pthread_getspecific(pthread_key_t key) {
  Thread *t = current();
  return key < Thread::kKeys && t->key_values ? t->key_values[key] : nullptr;
}

TERN_EXPORT int pthread_setspecific(pthread_key_t key, const void *value) {
  if (key >= Thread::kKeys || !g_keys[key].used) return EINVAL;
  Thread *t = current();
  if (!t->key_values) {
    if (!value) return 0;
    auto **values = static_cast<void **>(calloc(Thread::kKeys, sizeof(void *)));
    if (!values) return ENOMEM;
    t->key_values = values;
  }
  t->key_values[key] = const_cast<void *>(value);
  return 0;
}

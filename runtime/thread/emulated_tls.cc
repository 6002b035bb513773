// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Emulated TLS and destructors of thread_local objects. The compiler makes one control object a variable and calls
// __emutls_get_address at each access; the index in it is the same in all modules because this function exists once.
#include "core/lock.h"
#include "core/sections.h"
#include "thread/threads.h"
#include <stdlib.h>
#include <string.h>

namespace {

struct Control { // libgcc's and compiler-rt's layout
  uintptr_t size, align;
  uintptr_t index; // 0: not used so far
  const void *initial;
};

constinit tern::Lock g_index_lock;
constinit uintptr_t g_last_index = 0;

[[noreturn]] void out_of_memory() { abort(); } // as compiler-rt: an access cannot fail

[[gnu::noinline]] void *first_access(Control *c, tern::Thread *t) {
  uintptr_t index = __atomic_load_n(&c->index, __ATOMIC_ACQUIRE);
  if (!index) {
    tern::Guard guard(g_index_lock);
    index = c->index;
    if (!index) {
      index = ++g_last_index;
      __atomic_store_n(&c->index, index, __ATOMIC_RELEASE);
    }
  }
  if (index > t->emutls_count) {
    size_t count = (index + 31) & ~size_t{31};
    auto **grown = static_cast<void **>(realloc(t->emutls, count * sizeof(void *)));
    if (!grown) out_of_memory();
    memset(grown + t->emutls_count, 0, (count - t->emutls_count) * sizeof(void *));
    t->emutls = grown;
    t->emutls_count = count;
  }
  // The block's own address lies before the object, for free().
  size_t align = c->align < 16 ? 16 : c->align;
  auto *block = static_cast<char *>(malloc(c->size + align + sizeof(void *)));
  if (!block) out_of_memory();
  auto *object = reinterpret_cast<char *>((reinterpret_cast<uintptr_t>(block) + sizeof(void *) + align - 1) & ~(align - 1));
  reinterpret_cast<void **>(object)[-1] = block;
  if (c->initial) memcpy(object, c->initial, c->size);
  else memset(object, 0, c->size);
  return t->emutls[index - 1] = object;
}

struct Destructor {
  Destructor *next;
  void (*function)(void *);
  void *object;
};

} // namespace

TERN_EXPORT void *__emutls_get_address(Control *c) {
  tern::Thread *t = tern::current();
  uintptr_t i = __atomic_load_n(&c->index, __ATOMIC_RELAXED) - 1; // not used so far: the largest number
  if (i < t->emutls_count) [[likely]]
    if (void *object = t->emutls[i]) [[likely]]
      return object;
  return first_access(c, t);
}

// Itanium C++ ABI 3.3.5, for thread_local objects. Returns 0, or -1 without memory.
TERN_EXPORT int __cxa_thread_atexit(void (*function)(void *), void *object, void *) {
  auto *d = static_cast<Destructor *>(malloc(sizeof(Destructor)));
  if (!d) return -1;
  tern::Thread *t = tern::current();
  *d = {static_cast<Destructor *>(t->thread_destructors), function, object};
  t->thread_destructors = d;
  return 0;
}
TERN_EXPORT int __cxa_thread_atexit_impl(void (*function)(void *), void *object, void *dso) {
  return __cxa_thread_atexit(function, object, dso);
}

namespace tern::thread {

void run_thread_local_destructors(Thread *t) {
  while (auto *d = static_cast<Destructor *>(t->thread_destructors)) {
    t->thread_destructors = d->next; // one that makes another thread_local object adds it here
    d->function(d->object);
    free(d);
  }
}

void free_emulated_tls(Thread *t) {
  for (size_t i = 0; i < t->emutls_count; ++i)
    if (t->emutls[i]) free(static_cast<void **>(t->emutls[i])[-1]);
  free(t->emutls);
  t->emutls = nullptr;
  t->emutls_count = 0;
}

} // namespace tern::thread

namespace tern::thread {
void emulated_tls_rebuild() { g_index_lock.reset(); }
}

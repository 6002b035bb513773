// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "thread/unwind.h"
#include "nt/loader.h"
#include "thread/cancel.h"
#include "thread/threads.h"

namespace tern::thread {

namespace {

// The Itanium ABI's interface of libunwind, as far as a forced unwind needs it.
struct Exception {
  uint64_t exception_class;
  void (*cleanup)(int, Exception *);
  uint64_t private_[6];
} __attribute__((aligned(16)));
using Stop = int (*)(int version, int actions, uint64_t exception_class, Exception *, void *context, void *argument);
using ForcedUnwind = int(Exception *, Stop, void *argument);
using GetCfa = uintptr_t(void *context);
constexpr int kEndOfStack = 16, kNoReason = 0;
constexpr uint64_t kClass = 0x5445524e46524344; // "TERNFRCD": foreign to every language

struct Leaving {
  Exception exception;
  Thread *thread;
  void *value;
  Done done;
  GetCfa *cfa;
};

// Cleanup handlers of the frames that are left already run before the next frame's destructors.
int stop(int, int actions, uint64_t, Exception *, void *context, void *argument) {
  auto *l = static_cast<Leaving *>(argument);
  uintptr_t limit = actions & kEndOfStack || !l->cfa ? 0 : l->cfa(context);
  while (auto *c = static_cast<__tern_cleanup *>(l->thread->cleanup_stack)) {
    if (reinterpret_cast<uintptr_t>(c) >= limit) break;
    l->thread->cleanup_stack = c->__next;
    c->__routine(c->__arg);
  }
  if (actions & kEndOfStack) l->done(l->thread, l->value);
  return kNoReason;
}

} // namespace

void unwind_frames(Thread *t, void *value, Done done) {
  t->cancel_state = PTHREAD_CANCEL_DISABLE; // destructors and handlers may call cancellation points
  // Asked of the loader each time: a library that was loaded later may have brought it.
  void *module = nt::module_base(u"cygunwind-1.dll");
  if (module) {
    auto *forced = reinterpret_cast<ForcedUnwind *>(nt::module_symbol(module, "_Unwind_ForcedUnwind"));
    if (forced) {
      Leaving l{{kClass, nullptr, {}}, t, value, done, reinterpret_cast<GetCfa *>(nt::module_symbol(module, "_Unwind_GetCFA"))};
      forced(&l.exception, stop, &l);
      // It came back: a frame it could not pass (no unwind data). What remains is left without destructors.
    }
  }
  done(t, value);
  __builtin_trap();
}

} // namespace tern::thread

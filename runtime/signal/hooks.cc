// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Signals over fork, exec and spawn (XSH fork, exec): a forked child has the dispositions and masks and nothing pending; a
// new image has the mask and what was ignored, and after exec what was pending and the alarm.
#include "signal/hooks.h"
#include "core/wait.h"
#include "process/spawn_context.h"
#include "signal/helper.h"
#include "signal/pending.h"
#include "signal/wake.h"
#include "time/timers.h"
#include <string.h>

namespace tern {
namespace signal {

void helper_rebuild();

namespace {

struct Saved {
  uint64_t mask, ignored, thread_pending, process_pending;
  int64_t alarm; // 100 ns from now; 0: none
};

void quiesce() { g_signal_lock.lock(); }
void release() { g_signal_lock.unlock(); }

void rebuild() {
  g_signal_lock.reset();
  wait_rebuild();
  helper_rebuild();
  Thread *me = current();
  auto *queue = static_cast<Queued *>(me->signal_queue);
  discard(me->signal_pending, queue, ~uint64_t{0});
  me->signal_queue = nullptr;
  discard(g_process_pending.bits, g_process_pending.last, ~uint64_t{0});
  me->pending_attention = 0;
  g_process_view.alarm_deadline = 0;
  time::timers_rebuild();
  publish_hints();
  restart_helper();
}

void save(BlockWriter &w, const SpawnContext &c) {
  Thread *me = current();
  Saved s{};
  s.mask = me->signal_mask;
  for (int n = 1; n <= kSignals; ++n)
    if (c.view.actions[n].sa_handler == SIG_IGN) s.ignored |= bit(n);
  if (c.exec) {
    Guard guard(g_signal_lock);
    s.thread_pending = me->signal_pending;
    s.process_pending = g_process_pending.bits;
    if (c.view.alarm_deadline) {
      s.alarm = static_cast<int64_t>(c.view.alarm_deadline) - monotonic_now();
      if (s.alarm <= 0) s.alarm = 1;
    }
  }
  w.add(BlockTag::Signals, &s, sizeof s);
}

void load(BlockReader &r) {
  Saved s;
  BlockRecord record = r.find(BlockTag::Signals);
  if (!record || record.length < sizeof s) return;
  memcpy(&s, record.data, sizeof s);
  Thread *me = current();
  me->signal_mask = s.mask & ~kUnblockable;
  for (int n = 1; n <= kSignals; ++n)
    if (s.ignored & bit(n)) g_process_view.actions[n].sa_handler = SIG_IGN;
  publish_hints();
  for (uint64_t b = s.thread_pending; b; b &= b - 1) (void)send_to_thread(me, make_info(__builtin_ctzll(b) + 1, SI_USER));
  for (uint64_t b = s.process_pending; b; b &= b - 1) (void)send_to_process(make_info(__builtin_ctzll(b) + 1, SI_USER));
  if (s.alarm) time::set_alarm(s.alarm, 0, nullptr, nullptr);
}

} // namespace
} // namespace signal

const Hook kSignalHook = {"signal", signal::quiesce, signal::release, signal::rebuild, signal::save, signal::load};

} // namespace tern

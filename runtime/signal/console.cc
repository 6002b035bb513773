// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Events of the console as signals: Ctrl-C SIGINT, Ctrl-Break SIGQUIT, close and logoff SIGHUP, shutdown SIGTERM. NT tells
// each process of the console, so each signals itself.
#include "signal/console.h"
#include "nt/console_events.h"
#include "nt/sync.h"
#include "signal/pending.h"

namespace tern::signal {

// NT ends the process when the handler of a closing console returns: a program that catches the signal gets the time that NT
// gives (5 s), one that does not ends by the signal itself.
static bool wait_until_taken(int signo) {
  for (int i = 0; i < 480; ++i) {
    if (!(__atomic_load_n(&g_process_pending.bits, __ATOMIC_SEQ_CST) & bit(signo))) {
      // Taken; its handler may still run: it ends the process, or time does.
      int64_t rest = -40000000;
      nt::wait(nullptr, 0, &rest);
      return true;
    }
    int64_t pause = -100000;
    nt::wait(nullptr, 0, &pause);
  }
  return true;
}

static bool ends_by_default(int signo) {
  if (g_process_view.actions[signo].sa_handler != SIG_DFL) return false;
  Guard guard(g_thread_list_lock);
  for (Thread *t = g_threads; t; t = t->next)
    if (!t->runtime_thread && !((t->signal_mask | t->wait_set) & bit(signo))) return true;
  return false;
}

static bool on_event(nt::ConsoleEvent event) {
  int signo = 0;
  switch (event) {
  case nt::ConsoleEvent::Interrupt: signo = SIGINT; break;
  case nt::ConsoleEvent::Break: signo = SIGQUIT; break;
  case nt::ConsoleEvent::Close:
  case nt::ConsoleEvent::Logoff: signo = SIGHUP; break;
  case nt::ConsoleEvent::Shutdown: signo = SIGTERM; break;
  }
  siginfo_t info{};
  info.si_signo = signo;
  info.si_code = SI_KERNEL;
  current(); // attached, with all signals blocked: the program's threads take it, so that their calls end with EINTR
  if (ends_by_default(signo)) terminate_by(signo); // wherever they are: native code would delay it
  (void)send_to_process(info);
  if (signo == SIGHUP || signo == SIGTERM) return wait_until_taken(signo);
  return true;
}

void init_console() { nt::on_console_event(on_event); }

} // namespace tern::signal

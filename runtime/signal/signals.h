// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Signals (docs/how/signals.md): generation, pending sets, delivery.
#pragma once
#include "core/result.h"
#include "core/thread.h"
#include "core/view.h"
#include <signal.h>
#include <sys/types.h>

namespace tern::signal {

constexpr uint64_t bit(int signo) { return uint64_t{1} << (signo - 1); }
constexpr uint64_t kUnblockable = bit(SIGKILL) | bit(SIGSTOP);
constexpr uint64_t kSynchronous = bit(SIGSEGV) | bit(SIGBUS) | bit(SIGILL) | bit(SIGFPE) | bit(SIGTRAP) | bit(SIGSYS);
constexpr uint64_t kStops = bit(SIGSTOP) | bit(SIGTSTP) | bit(SIGTTIN) | bit(SIGTTOU);
constexpr uint64_t kIgnoredByDefault = bit(SIGCHLD) | bit(SIGURG) | bit(SIGWINCH) | bit(SIGCONT);
constexpr bool valid(int signo) { return signo >= 1 && signo <= kSignals; }
constexpr bool realtime(int signo) { return signo >= SIGRTMIN; }

// A siginfo of the calling process.
siginfo_t make_info(int signo, int code);

// Generation. Any thread; async-signal-safe. EAGAIN: the queue for real-time signals is full.
Result<> send_to_thread(Thread *, const siginfo_t &);
Result<> send_to_process(const siginfo_t &); // this one
// To a pid, a group or all, as kill() says; checks permission. signo 0: only the check.
Result<> send(pid_t, int signo, const siginfo_t &);
Result<> send_to_group(pid_t pgid, int signo, const siginfo_t &);

// Masks of the calling thread.
uint64_t set_mask(uint64_t mask); // returns the old one; what became deliverable is delivered
uint64_t pending(Thread *);
void action(int signo, const struct sigaction *wanted, struct sigaction *old);

// Takes one pending signal of `set` off the queues. 0: none.
int take(Thread *, uint64_t set, siginfo_t &);

// The default action of a signal; returns only when that is not to end.
void default_action(int signo, const siginfo_t &);
[[noreturn]] void terminate_by(int signo);

// Threads come and go.
void thread_created();          // more than one now: process-directed signals need someone to redirect
void block_all(Thread *);       // it takes no signal any more
void rehome_pending(Thread *);  // process-directed ones it was told of go to another thread
void forget_thread(Thread *);   // frees its queue; the caller is not that thread

// Runs the handler of one signal in the calling thread. `interrupted`: the machine context, or null when the thread
// is at the end of a call; then one is made. Called with engine_depth raised, which it lowers before the handler runs.
void deliver(Thread *, int signo, siginfo_t &, struct __ucontext *interrupted);
// All that is due. True when a handler ran.
bool deliver_pending(Thread *, struct __ucontext *interrupted);

// What senders in other processes decide by (core/shared_state.h).
void publish_hints();

// Start-up: the vectored exception handler and the thread's masks. Makes no thread and no object. Also in a forked child.
void init_process();

} // namespace tern::signal

// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// POSIX.1-2024 wait, waitpid, waitid; BSD's wait3 and wait4. Cancellation points; wait and waitpid are
// async-signal-safe. Errors: ECHILD, EINTR, EINVAL (options).
#include "core/result.h"
#include "core/sections.h"
#include "core/user_memory.h"
#include "core/view.h"
#include "core/wait.h"
#include "process/usage.h"
#include "process/wait.h"
#include <errno.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>

using namespace tern;
using process::WaitAnswer;
using process::WaitFor;
using process::WaitQuery;

static Result<WaitAnswer> wait_for(WaitQuery query) {
  return cancellation_point([&] { return process::wait_children(query); });
}

TERN_EXPORT pid_t wait4(pid_t pid, int *status, int options, struct rusage *usage) {
  if (options & ~(WNOHANG | WUNTRACED | WCONTINUED)) {
    errno = EINVAL;
    return -1;
  }
  if (!writable_or_null(status) || !writable_or_null(usage)) return fault(); // before a child is reaped
  WaitQuery q{WaitFor::Any, 0, options | WEXITED};
  if (pid > 0)
    q.what = WaitFor::Pid, q.id = pid;
  else if (pid == 0)
    q.what = WaitFor::Group, q.id = view().pgid;
  else if (pid < -1)
    q.what = WaitFor::Group, q.id = -pid;
  auto r = wait_for(q);
  if (!r.ok()) {
    errno = r.error().value;
    return -1;
  }
  WaitAnswer &a = r.value();
  if (a.pid && status) *status = a.status;
  if (a.pid && usage) process::fill_rusage(a.usage, *usage);
  return a.pid;
}

TERN_EXPORT pid_t waitpid(pid_t pid, int *status, int options) { return wait4(pid, status, options, nullptr); }
TERN_EXPORT pid_t wait(int *status) { return wait4(-1, status, 0, nullptr); }
TERN_EXPORT pid_t wait3(int *status, int options, struct rusage *usage) { return wait4(-1, status, options, usage); }

TERN_EXPORT int waitid(idtype_t type, id_t id, siginfo_t *info, int options) {
  constexpr int kEvents = WEXITED | WSTOPPED | WCONTINUED;
  if (!(options & kEvents) || (options & ~(kEvents | WNOHANG | WNOWAIT)) || (type != P_ALL && type != P_PID && type != P_PGID) ||
      (type == P_PID && static_cast<pid_t>(id) <= 0)) {
    errno = EINVAL;
    return -1;
  }
  if (!writable_or_null(info)) return fault();
  WaitQuery q{WaitFor::Any, static_cast<pid_t>(id), options};
  if (type == P_PID) q.what = WaitFor::Pid;
  if (type == P_PGID) {
    q.what = WaitFor::Group;
    if (id == 0) q.id = view().pgid;
  }
  auto r = wait_for(q);
  if (!r.ok()) {
    errno = r.error().value;
    return -1;
  }
  WaitAnswer &a = r.value();
  if (!info) return 0;
  memset(info, 0, sizeof *info);
  if (!a.pid) return 0; // WNOHANG: si_pid and si_signo are 0
  info->si_signo = SIGCHLD;
  info->si_pid = a.pid;
  info->si_uid = a.uid;
  if (WIFEXITED(a.status))
    info->si_code = CLD_EXITED, info->si_status = WEXITSTATUS(a.status);
  else if (WIFSTOPPED(a.status))
    info->si_code = CLD_STOPPED, info->si_status = WSTOPSIG(a.status);
  else if (WIFCONTINUED(a.status))
    info->si_code = CLD_CONTINUED, info->si_status = SIGCONT;
  else
    info->si_code = WCOREDUMP(a.status) ? CLD_DUMPED : CLD_KILLED, info->si_status = WTERMSIG(a.status);
  return 0;
}

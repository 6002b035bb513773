// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "process/spawn.h"
#include "core/view.h"
#include "fd/table.h"
#include "process/children.h"
#include "process/fork.h"
#include "process/launch.h"
#include "process/vfork.h"
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

namespace tern::process {
namespace {

using Actions = __posix_spawn_file_actions;

// The thread sees the shadow view until the end of the scope; so the actions are the ordinary calls.
class Shadow {
  Thread *t_ = current();
  ProcessView *outer_ = t_->view;
  uint64_t mask_ = t_->signal_mask;
  bool valid_ = false;

public:
  ProcessView view;
  Shadow() {}
  Shadow(const Shadow &) = delete;
  Result<> enter() {
    TRY(copy_view(view, *outer_));
    view.is_vfork_child = true;
    view.ppid = outer_->pid;
    t_->view = &view;
    valid_ = true;
    return success();
  }
  ~Shadow() {
    t_->view = outer_;
    t_->signal_mask = mask_;
    if (valid_) discard_view(view);
  }
};

// errno of a call of ours as an engine's error.
Result<> checked(int result) {
  if (result < 0) return Errno(errno);
  return success();
}

Result<> open_at(const Actions::Action &a) {
  int fd = ::open(a.path, a.other, a.mode);
  if (fd < 0) return Errno(errno);
  if (fd == a.fd) return success();
  auto moved = fd::duplicate_to(fd, a.fd, (a.other & O_CLOEXEC) != 0, false);
  TRY(fd::close(fd));
  if (!moved.ok()) return moved.error();
  return success();
}

Result<> apply(const Actions::Action &a) {
  switch (a.type) {
  case Actions::Close: {
    auto r = fd::close(a.fd);
    // Closing what is not open is no error (POSIX.1-2024 leaves it to us, and everybody ignores it); a number out of
    // range is.
    if (!r.ok() && (a.fd < 0 || a.fd >= fd::kOpenMax)) return r;
    return success();
  }
  case Actions::Dup2:
    if (a.fd == a.other) return fd::set_close_on_exec(a.fd, false);
    (void)TRY(fd::duplicate_to(a.fd, a.other, false, false));
    return success();
  case Actions::Open: return open_at(a);
  case Actions::Chdir: return checked(::chdir(a.path));
  case Actions::Fchdir: return checked(::fchdir(a.fd));
  case Actions::CloseFrom: return fd::close_range(static_cast<unsigned>(a.fd), ~0u, false);
  case Actions::SetForeground: return checked(::tcsetpgrp(a.fd, view().pgid));
  }
  return Errno(EINVAL);
}

Result<> apply_attributes(const __posix_spawnattr &a, ProcessView &v) {
  if (a.flags & POSIX_SPAWN_SETSID) {
    v.sid = v.pgid = 0; // claim_child_slot: its own
  } else if (a.flags & POSIX_SPAWN_SETPGROUP) {
    if (a.pgroup < 0) return Errno(EINVAL);
    if (a.pgroup > 0) {
      bool found = false;
      for_each([&](Slot &s) { return !(found = s.pgid == a.pgroup && s.sid == v.sid); });
      if (!found) return Errno(EPERM);
    }
    v.pgid = a.pgroup; // 0: its own
  }
  if (a.flags & POSIX_SPAWN_RESETIDS) v.ids.euid = v.ids.ruid, v.ids.egid = v.ids.rgid;
  if (a.flags & POSIX_SPAWN_SETSIGDEF)
    for (int s = 1; s <= kSignals; ++s)
      if (a.signal_default >> (s - 1) & 1) v.actions[s] = {};
  if (a.flags & POSIX_SPAWN_SETSIGMASK) current()->signal_mask = a.signal_mask & ~(1ull << (SIGKILL - 1) | 1ull << (SIGSTOP - 1));
  return success();
}

Result<> find_program(const SpawnRequest &r, Image &image, char *found) {
  if (r.search) return search_image(r.path, ::getenv("PATH"), image, found);
  size_t n = strlen(r.path);
  if (n >= PATH_MAX) return Errno(ENAMETOOLONG);
  memcpy(found, r.path, n + 1);
  return find_image(r.path, image);
}

// Large, so in the heap rather than on a caller's small stack.
struct Workspace {
  Image image;
  char found[PATH_MAX];
};

Result<pid_t> spawn_in_shadow(const SpawnRequest &r, ProcessView &v, Workspace &w) {
  if (r.attributes) TRY(apply_attributes(*r.attributes, v));
  Slot *slot = TRY(claim_child_slot(v));
  struct Release {
    Slot *s;
    ~Release() {
      if (s) free_slot(*s);
    }
  } release{slot};
  v.pid = slot->pid, v.pgid = slot->pgid, v.sid = slot->sid;
  v.lock_owner = static_cast<uint64_t>(slot->pid);
  for (unsigned i = 0; r.actions && i < r.actions->count; ++i) TRY(apply(r.actions->actions[i]));
  TRY(find_program(r, w.image, w.found));
  LaunchRequest launching{w.found, &w.image, r.argv, r.envp, &v, slot, false};
  auto made = launch(launching);
  if (!made.ok()) return made.error();
  Launched child = made.take();
  if (auto added = add_child(*slot, child.made.process.get(), child.native); !added.ok()) {
    child.abandon();
    return added.error();
  }
  child.made.process.release();
  pid_t pid = slot->pid; // before it runs: it may end and be another's at once
  release.s = nullptr;
  read_fault();
  fault_at("spawned", nullptr);
  child.start();
  claim_runs(*slot);
  return pid;
}

} // namespace

char **shell_arguments(const char *path, char *const *argv) {
  size_t n = 0;
  while (argv[n]) ++n;
  auto **list = static_cast<char **>(malloc((n + 3) * sizeof(char *)));
  if (!list) return nullptr;
  size_t o = 0;
  list[o++] = const_cast<char *>("sh");
  list[o++] = const_cast<char *>(path);
  for (size_t i = 1; i < n; ++i) list[o++] = argv[i];
  list[o] = nullptr;
  return list;
}

Result<pid_t> spawn(const SpawnRequest &r) {
  TRY(reserve_child());
  auto *w = static_cast<Workspace *>(malloc(sizeof(Workspace)));
  auto *shadow_memory = malloc(sizeof(Shadow));
  if (!w || !shadow_memory) {
    free(w), free(shadow_memory);
    return Errno(ENOMEM);
  }
  auto *shadow = new (shadow_memory) Shadow;
  Result<pid_t> result = [&]() -> Result<pid_t> {
    TRY(shadow->enter());
    return spawn_in_shadow(r, shadow->view, *w);
  }();
  shadow->~Shadow();
  free(shadow_memory);
  free(w);
  return result;
}

} // namespace tern::process

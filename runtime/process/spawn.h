// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// posix_spawn's engine: file actions and attributes are applied to a shadow view in the caller, so that each step's
// errno is the call's own and no channel is needed that an action could hit (docs/how/spawn.md).
#pragma once
#include "core/result.h"
#include <sched.h>
#include <signal.h>
#include <stdint.h>
#include <sys/types.h>

// The objects behind posix_spawn_file_actions_t and posix_spawnattr_t.
struct __posix_spawnattr {
  short flags;
  pid_t pgroup;
  sigset_t signal_mask, signal_default;
  sched_param parameters;
  int policy;
};

struct __posix_spawn_file_actions {
  enum Type : uint8_t { Close, Dup2, Open, Chdir, Fchdir, CloseFrom, SetForeground };
  struct Action {
    Type type;
    int fd, other;
    mode_t mode;
    char *path;
  };
  Action *actions;
  unsigned count, capacity;
};

namespace tern::process {

struct SpawnRequest {
  const char *path;
  bool search;                 // posix_spawnp: in the caller's PATH
  const __posix_spawn_file_actions *actions; // may be null
  const __posix_spawnattr *attributes;       // may be null
  char *const *argv, *const *envp;
};

// The child's pid. Errors: of each action and attribute, and exec's. Call inside Enter. Works in a vfork child.
Result<pid_t> spawn(const SpawnRequest &);

// `argv` for /bin/sh to run a file of an unknown kind; malloc'ed list (not the strings). Null: out of memory.
char **shell_arguments(const char *path, char *const *argv);

} // namespace tern::process

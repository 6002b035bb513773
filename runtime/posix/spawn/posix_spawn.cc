// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/enter.h"
#include "core/result.h"
#include "core/sections.h"
#include "process/spawn.h"
#include <spawn.h>

using namespace tern;

static int spawn(pid_t *pid, const process::SpawnRequest &request) {
  auto r = [&] {
    Enter enter;
    return process::spawn(request);
  }();
  if (!r.ok()) return r.error().value;
  if (pid) *pid = r.value();
  return 0;
}

// POSIX.1-2024 posix_spawn. Returns 0 or an error number: the errno of the file action, attribute or exec step that
// failed; no child exists then. Not async-signal-safe (POSIX does not ask for it). Safe in a vfork child.
TERN_EXPORT int posix_spawn(pid_t *__restrict pid, const char *__restrict path, const posix_spawn_file_actions_t *actions,
                            const posix_spawnattr_t *__restrict attributes, char *const argv[], char *const envp[]) {
  return spawn(pid, {path, false, actions ? *actions : nullptr, attributes ? *attributes : nullptr, argv, envp});
}

// POSIX.1-2024 posix_spawnp: `file` without a slash is searched in the caller's PATH.
TERN_EXPORT int posix_spawnp(pid_t *__restrict pid, const char *__restrict file, const posix_spawn_file_actions_t *actions,
                             const posix_spawnattr_t *__restrict attributes, char *const argv[], char *const envp[]) {
  return spawn(pid, {file, true, actions ? *actions : nullptr, attributes ? *attributes : nullptr, argv, envp});
}

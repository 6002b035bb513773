// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Making a process with a new image: what posix_spawn, exec after vfork, and exec share (docs/how/spawn.md).
#pragma once
#include "core/result.h"
#include "core/view.h"
#include "nt/process.h"
#include "process/image.h"
#include "process/table.h"

namespace tern::process {

struct LaunchRequest {
  const char *path = nullptr;   // as given; for a script's arguments
  Image *image = nullptr;       // found by find_image or search_image; a script's is replaced by its interpreter's
  char *const *argv = nullptr;
  char *const *envp = nullptr;
  ProcessView *view = nullptr;  // what it starts with; its pid, ppid, pgid, sid are the new process's
  Slot *slot = nullptr;         // claimed by the caller (exec: the process's own)
  bool exec = false;
};

struct Launched {
  nt::ProcessAndThread made; // suspended: start() lets it run, else it is ended
  bool native;
  void start() { nt::resume_thread(made.thread.get()); }
  void abandon() { nt::terminate_process(made.process.get(), 1); }
};

// Makes it, suspended, with everything handed over. Nothing is left behind when it fails: the slot stays the caller's. Errors: those of exec.
Result<Launched> launch(LaunchRequest &);

// A slot for a child of the calling view: claimed, with ids, group, session and terminal from `view`.
Result<Slot *> claim_child_slot(const ProcessView &view);

} // namespace tern::process

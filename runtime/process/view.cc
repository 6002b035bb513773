// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Copies of the process view: what a vfork child or a spawn's file actions change.
#include "core/view.h"
#include "fd/table.h"
#include "fs/cwd.h"
#include "process/vfork.h"
#include <string.h>

namespace tern::process {

Result<> copy_view(ProcessView &to, ProcessView &from) {
  fd::Table *files = fd::copy(*from.files);
  if (!files) return Errno(ENOMEM);
  memcpy(static_cast<void *>(&to), static_cast<const void *>(&from), sizeof to);
  to.signals_lock.reset();
  to.files = files;
  if (to.cwd) fs::hold(to.cwd);
  if (to.root) fs::hold(to.root);
  to.alarm_deadline = 0; // POSIX fork: no alarm
  return success();
}

void discard_view(ProcessView &v) {
  fd::discard(v.files);
  if (v.cwd) fs::drop(v.cwd);
  if (v.root) fs::drop(v.root);
  v.files = nullptr;
}

} // namespace tern::process

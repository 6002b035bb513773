// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What a subsystem's save hook gets while a child or successor is prepared (docs/how/spawn.md).
#pragma once
#include "core/result.h"
#include "core/view.h"
#include "nt/handle.h"

namespace tern {

struct SpawnContext {
  ProcessView &view;      // what the new image starts with: the caller's, or the shadow that file actions changed
  nt::RawHandle child;    // the suspended process
  bool exec;              // true: a successor of this process (pid kept), false: a child

  // A duplicate of `handle` in the child: its value there. Errors: EAGAIN, EMFILE, ESRCH (child was killed).
  Result<uint64_t> duplicate(nt::RawHandle handle) const;
};

} // namespace tern

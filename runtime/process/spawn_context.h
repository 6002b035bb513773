// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What a subsystem's save hook gets while a child or successor is prepared (docs/how/spawn.md).
//
// The block is written before the process exists, so that it fits CreateProcess's own argument: a save hook
// hands over a handle and gets a token, which it writes; the load hook in the child turns the token into the
// handle's value there (inherited_handle). The rare kind that must know the child first (Winsock) returns
// needs_child() while `child` is null: the block is then written again, after the process was made.
#pragma once
#include "core/result.h"
#include "core/view.h"
#include "nt/handle.h"

namespace tern {

namespace process { struct HandleList; }

struct SpawnContext {
  ProcessView &view;          // what the new image starts with: the caller's, or the shadow that file actions changed
  nt::RawHandle child;        // the suspended process; null in the first pass
  uint32_t child_nt_pid;      // its Windows pid; 0 in the first pass
  unsigned slot;              // its slot in the shared table: shared_description_hold(index, shared().slots[slot])
  bool exec;                  // true: a successor of this process (pid kept), false: a child
  process::HandleList &handles;

  // Gives the child a duplicate of `handle`: a token for inherited_handle(). Errors: ENOMEM.
  Result<uint64_t> duplicate(nt::RawHandle handle) const;
  // What a save operation returns that cannot be done before the child exists: everything is then saved again.
  Errno needs_child() const {
    *child_wanted = true;
    return Errno(4097);
  }
  bool *child_wanted;
};

// In the child, while load hooks run: the handle behind a token, owned by the caller. null: it could not be
// duplicated. A token is good once.
nt::RawHandle inherited_handle(uint64_t token);

} // namespace tern

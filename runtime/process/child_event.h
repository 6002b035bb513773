// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The event by which a child tells a waiting parent that it stopped or went on.
#pragma once
#include "nt/handle.h"
#include "core/shared_state.h"

namespace tern::process {

// While one is armed, the process's slot asks for news.
class ChildEvent {
  bool armed_ = false;

public:
  void arm();
  ~ChildEvent();
  nt::RawHandle handle() const; // null: not armed
};

// Child's side: wakes `parent` when it asks for news.
void signal_child_event(Slot &parent);

} // namespace tern::process

// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "signal/mask_for_call.h"
#include "signal/pending.h"

namespace tern::signal {

// take_attention puts saved_mask into the handler's context and clears restore_saved_mask.
MaskForCall::MaskForCall(const sigset_t *mask) : t_(current()), set_(mask != nullptr) {
  if (!set_) return;
  t_->saved_mask = t_->signal_mask;
  t_->restore_saved_mask = true;
  set_mask(*mask);
  taken_ = !t_->restore_saved_mask;
}

MaskForCall::~MaskForCall() {
  if (!set_ || !t_->restore_saved_mask) return;
  t_->restore_saved_mask = false;
  set_mask(t_->saved_mask);
}

} // namespace tern::signal

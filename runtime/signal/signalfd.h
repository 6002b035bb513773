// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Descriptors that read signals (Linux).
#pragma once
#include "fd/description.h"

namespace tern::signal {

// A signal of that number became pending. Under g_signal_lock.
void notify_signalfds(int signo);

Result<fd::FileRef> make_signalfd(uint64_t mask, int flags);
Result<> set_signalfd(fd::Description &, uint64_t mask); // EINVAL: another kind

} // namespace tern::signal

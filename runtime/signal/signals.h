// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What start-up calls of signals.
#pragma once

namespace tern::signal {

// The vectored exception handler and the thread's masks. Makes no thread and no object. Also in a forked child.
void init_process();

} // namespace tern::signal

// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once
#include "core/thread.h"

namespace tern::startup {

// A thread leaves the process: the record of one that Win32 made is freed (ours are freed by thread/).
void native_thread_detach(Thread *);

} // namespace tern::startup

// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Leaving a thread through its frames, so that C++ destructors run when it is cancelled or calls pthread_exit.
#pragma once
#include "core/thread.h"

namespace tern::thread {

using Done = void (*)(Thread *, void *value); // does not return

// Unwinds all frames of the calling thread with the program's libunwind when it has one loaded (then the program
// has C++ frames), runs the cleanup handlers of each frame as it is left, and calls done. Without libunwind: done.
[[noreturn]] void unwind_frames(Thread *, void *value, Done done);

} // namespace tern::thread

// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Where named POSIX objects (semaphores, shared memory) have their files.
#pragma once

namespace tern::ipc {

// /dev/shm where it is or can be made, else /tmp. Found once a process.
const char *shm_folder();

} // namespace tern::ipc

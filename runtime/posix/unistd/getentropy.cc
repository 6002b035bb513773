// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/user_memory.h"
#include "core/wait.h"
#include "nt/random.h"
#include <sys/random.h>
#include <unistd.h>

using namespace tern;

// POSIX.1-2024 getentropy(): 0. EINVAL: more than 256 bytes.
TERN_EXPORT int getentropy(void *buffer, size_t size) {
  Enter enter;
  if (size > 256) return to_errno(Result<>(Errno(EINVAL)));
  if (!writable(buffer, size)) return fault();
  return to_errno(nt::random_bytes(buffer, size) ? success() : Result<>(Errno(EIO)));
}

// Linux getrandom(): bytes placed. It never blocks: the system's generator is always ready.
TERN_EXPORT ssize_t getrandom(void *buffer, size_t size, unsigned flags) {
  Enter enter;
  if (flags & ~(GRND_RANDOM | GRND_NONBLOCK)) return to_errno(Result<ssize_t>(Errno(EINVAL)));
  if (size > 0x1ffffff) size = 0x1ffffff;
  if (!writable(buffer, size)) return fault();
  return to_errno(nt::random_bytes(buffer, size) ? Result<ssize_t>(static_cast<ssize_t>(size)) : Result<ssize_t>(Errno(EIO)));
}

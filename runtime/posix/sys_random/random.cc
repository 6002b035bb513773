// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// getrandom (Linux), getentropy (POSIX.1-2024). From the system's generator, which never blocks. Not async-signal-safe.
#include "core/enter.h"
#include "core/sections.h"
#include "nt/system.h"
#include <errno.h>
#include <sys/random.h>
#include <unistd.h>

TERN_EXPORT ssize_t getrandom(void *buffer, size_t length, unsigned flags) {
  tern::Enter enter;
  if (flags & ~(GRND_NONBLOCK | GRND_RANDOM)) {
    errno = EINVAL;
    return -1;
  }
  if (!tern::nt::random_bytes(buffer, length)) {
    errno = EIO;
    return -1;
  }
  return static_cast<ssize_t>(length);
}

// Errors: EIO (no generator), EINVAL (more than 256 bytes, POSIX GETENTROPY_MAX).
TERN_EXPORT int getentropy(void *buffer, size_t length) {
  if (length > 256) {
    errno = EINVAL;
    return -1;
  }
  return getrandom(buffer, length, 0) < 0 ? -1 : 0;
}

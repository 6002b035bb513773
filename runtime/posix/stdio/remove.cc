// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/sections.h"
#include <errno.h>
#include <stdio.h>
#include <unistd.h>

// XSH remove(): rmdir() of a directory, unlink() of anything else, with their errors.
TERN_EXPORT int remove(const char *path) {
  if (unlink(path) == 0) return 0;
  if (errno != EISDIR && errno != EPERM) return -1;
  int error = errno;
  if (rmdir(path) == 0) return 0;
  if (errno == ENOTDIR) errno = error;
  return -1;
}

extern "C" int _remove_r(struct _reent *, const char *path) { return remove(path); } // newlib's own callers

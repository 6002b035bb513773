// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/wait.h"
#include "fs/create.h"
#include <fcntl.h>
#include <stdio.h>

using namespace tern;

// POSIX rename(), renameat(); Linux renameat2() with RENAME_NOREPLACE. EBUSY, EINVAL, EISDIR, ENOTDIR, ENOTEMPTY, EXDEV and
// the errors of a path.
TERN_EXPORT int renameat2(int from_directory, const char *from, int to_directory, const char *to, unsigned flags) {
  Enter enter;
  return to_errno(fs::rename(from_directory, from, to_directory, to, flags));
}
TERN_EXPORT int renameat(int from_directory, const char *from, int to_directory, const char *to) {
  return renameat2(from_directory, from, to_directory, to, 0);
}
TERN_EXPORT int rename(const char *from, const char *to) { return renameat2(AT_FDCWD, from, AT_FDCWD, to, 0); }

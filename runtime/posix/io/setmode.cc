// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/wait.h"
#include "fd/table.h"
#include <fcntl.h>

using namespace tern;

// Cygwin setmode(): O_BINARY or O_TEXT for a descriptor; the old one. EBADF, EINVAL.
TERN_EXPORT int setmode(int fd, int mode) {
  Enter enter;
  return to_errno([&]() -> Result<int> {
    if (mode != O_BINARY && mode != O_TEXT && mode != 0) return Errno(EINVAL);
    auto file = TRY(fd::get(fd));
    int old = file->flags & O_TEXT ? O_TEXT : O_BINARY;
    file->flags = (file->flags & ~static_cast<uint32_t>(O_BINARY | O_TEXT)) | static_cast<uint32_t>(mode);
    return old;
  }());
}
TERN_EXPORT int _setmode(int fd, int mode) { return setmode(fd, mode); }

// newlib's stdio asks whether a stream turns line ends.
extern "C" int _cygwin_istext_for_stdio(int fd) {
  Enter enter;
  auto file = fd::get(fd);
  return file.ok() && (file.value()->flags & O_TEXT);
}

// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/wait.h"
#include "fd/table.h"
#include <stdarg.h>
#include <sys/ioctl.h>

using namespace tern;

// ioctl(): what the kind of the descriptor has; FIONBIO, FIOCLEX and FIONCLEX for all. EBADF, ENOTTY, EINVAL.
TERN_EXPORT int ioctl(int fd, unsigned long request, ...) {
  va_list ap;
  va_start(ap, request);
  void *argument = va_arg(ap, void *);
  va_end(ap);
  return to_errno(blocking_call([&]() -> Result<int> {
    auto file = TRY(fd::get(fd));
    switch (request) {
#ifdef FIONBIO
    case FIONBIO: {
      uint32_t old = file->status_flags();
      file->set_status_flags(0x4000, *static_cast<int *>(argument) ? 0x4000 : 0);
      TRY(file->set_flags_changed(old));
      return 0;
    }
#endif
#ifdef FIOCLEX
    case FIOCLEX: TRY(fd::set_close_on_exec(fd, true)); return 0;
    case FIONCLEX: TRY(fd::set_close_on_exec(fd, false)); return 0;
#endif
    default: return file->ioctl(request, argument);
    }
  }));
}

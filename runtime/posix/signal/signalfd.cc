// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// <sys/signalfd.h> (Linux). The signals must be blocked, else handlers take them.
#include "core/enter.h"
#include "core/sections.h"
#include "fd/table.h"
#include "signal/signalfd.h"
#include <fcntl.h>
#include <sys/signalfd.h>

using namespace tern;

// EBADF, EINVAL (flags; not a signalfd), EMFILE, ENOMEM.
TERN_EXPORT int signalfd(int descriptor, const sigset_t *mask, int flags) {
  auto r = [&]() -> Result<int> {
    Enter enter;
    if (flags & ~(SFD_NONBLOCK | SFD_CLOEXEC)) return Errno(EINVAL);
    if (descriptor != -1) {
      fd::FileRef f = TRY(fd::get(descriptor));
      TRY(signal::set_signalfd(*f, *mask));
      return descriptor;
    }
    fd::FileRef f = TRY(signal::make_signalfd(*mask, O_RDWR | (flags & SFD_NONBLOCK ? O_NONBLOCK : 0)));
    return fd::install(static_cast<fd::FileRef &&>(f), flags & SFD_CLOEXEC);
  }();
  return to_errno(static_cast<Result<int> &&>(r));
}

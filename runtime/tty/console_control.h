// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Terminal requests on a Win32 console (docs/how/terminals.md).
#pragma once
#include "core/result.h"
#include "nt/handle.h"

namespace tern::tty {

// TCGETS, TCSETS and relatives, TIOCGWINSZ, TIOCGPGRP, TIOCSPGRP, TIOCGSID, TCFLSH, TCSBRK, TCXONC, FIONREAD.
// Errors: ENOTTY for the rest, EINVAL, EIO (the console is gone), EPERM.
Result<int> console_ioctl(nt::RawHandle console, unsigned long request, void *argument);

} // namespace tern::tty

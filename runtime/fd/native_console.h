// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A console as a plain stream of bytes: what a program needs before the terminal engine takes the console over.
#pragma once
#include "fd/description.h"

namespace tern::fd {

Result<FileRef> load_native_console(const char *data, size_t size);

// /dev/tty and /dev/console: the console of this process. ENXIO: it has none.
Result<FileRef> open_terminal(int flags);

} // namespace tern::fd

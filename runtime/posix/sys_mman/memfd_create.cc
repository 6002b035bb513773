// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/wait.h"
#include "fd/table.h"
#include "fs/create.h"
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>

using namespace tern;

// Linux memfd_create(): a file without a name, of memory as long as there is enough: a temporary file that NT keeps in its cache
// and drops with the last reference. EINVAL: unknown flags, or a name of more than 249 bytes. No seals.
TERN_EXPORT int memfd_create(const char *name, unsigned flags) {
  Enter enter;
  return to_errno([&]() -> Result<int> {
    if (flags & ~static_cast<unsigned>(MFD_CLOEXEC)) return Errno(EINVAL);
    if (!name) return Errno(EFAULT);
    if (strnlen(name, 250) == 250) return Errno(EINVAL);
    auto file = TRY(fs::open(AT_FDCWD, "/tmp", O_TMPFILE | O_RDWR, 0600));
    return fd::install(static_cast<fd::FileRef &&>(file), flags & MFD_CLOEXEC);
  }());
}

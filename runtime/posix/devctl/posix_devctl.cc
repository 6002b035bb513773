// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// posix_devctl: POSIX XSH posix_devctl. The commands are those of ioctl(); the errno is returned. What the device says goes to
// info, when that is not null.
#include "core/sections.h"
#include <devctl.h>
#include <errno.h>
#include <sys/ioctl.h>

TERN_EXPORT int posix_devctl(int fd, int command, void *data, size_t, int *info) {
  int result = ioctl(fd, static_cast<unsigned long>(static_cast<unsigned>(command)), data);
  if (result < 0) return errno;
  if (info) *info = result;
  return 0;
}

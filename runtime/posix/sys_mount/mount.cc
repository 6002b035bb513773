// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/wait.h"
#include "fs/mounts.h"
#include "fs/mount_table.h"
#include <sys/mount.h>

using namespace tern;

static uint32_t from_public(unsigned f) {
  uint32_t r = 0;
  if (f & MOUNT_TEXT) r |= fs::kMountText;
  if (f & (MOUNT_EXEC | MOUNT_CYGWIN_EXEC)) r |= fs::kMountExec;
  if (f & MOUNT_NOTEXEC) r |= fs::kMountNotExec;
  if (f & MOUNT_NOACL) r |= fs::kMountNoAcl;
  if (f & MOUNT_IHASH) r |= fs::kMountIhash;
  if (f & MOUNT_BIND) r |= fs::kMountBind;
  if (f & MOUNT_CYGDRIVE) r |= fs::kMountCygdrive;
  if (f & MOUNT_SPARSE) r |= fs::kMountSparse;
  if (!(f & MOUNT_SYSTEM)) r |= fs::kMountUser;
  return r;
}

// Cygwin mount(): `win32` (with MOUNT_BIND: a POSIX directory) on `posix`, for all processes of the session. EINVAL, ENOSPC.
TERN_EXPORT int mount(const char *win32, const char *posix, unsigned flags) {
  Enter enter;
  return to_errno(fs::mount_add(win32, posix, from_public(flags)));
}

// Cygwin umount(), cygwin_umount(): EINVAL: nothing is mounted there.
TERN_EXPORT int umount(const char *posix) {
  Enter enter;
  return to_errno(fs::mount_remove(posix));
}
TERN_EXPORT int cygwin_umount(const char *posix, unsigned) { return umount(posix); }

// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "ipc/shm_folder.h"
#include <errno.h>
#include <sys/stat.h>

namespace tern::ipc {

const char *shm_folder() {
  static constinit const char *found = nullptr;
  if (const char *f = __atomic_load_n(&found, __ATOMIC_RELAXED)) return f;
  int saved = errno;
  struct stat st;
  const char *folder = "/dev/shm";
  if (stat(folder, &st) && mkdir(folder, 01777)) folder = "/tmp";
  errno = saved;
  __atomic_store_n(&found, folder, __ATOMIC_RELAXED);
  return folder;
}

} // namespace tern::ipc

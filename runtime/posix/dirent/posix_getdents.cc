// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/wait.h"
#include "fd/table.h"
#include "fs/directory_stream.h"
#include "fs/disk_file.h"
#include <dirent.h>
#include <string.h>

using namespace tern;

// POSIX.1-2024 posix_getdents(): entries as struct posix_dent; bytes placed, 0 at the end. EBADF, EINVAL (buffer too small for
// one entry, or flags), ENOTDIR. The listing belongs to the descriptor's description.
TERN_EXPORT ssize_t posix_getdents(int fd, void *buffer, size_t size, int flags) {
  Enter enter;
  return to_errno([&]() -> Result<ssize_t> {
    if (flags) return Errno(EINVAL);
    auto file = TRY(fd::get(fd));
    if (file->kind != fd::Kind::Directory) return Errno(ENOTDIR);
    auto *directory = static_cast<fs::DirectoryFile *>(file.get());
    DIR *d = TRY(directory->listing(fd));
    Guard guard(d->lock);
    size_t used = 0;
    for (;;) {
      long before = telldir(d);
      dirent *e = TRY(fs::next_entry(d));
      if (!e) break;
      size_t name = strlen(e->d_name) + 1, record = (offsetof(posix_dent, d_name) + name + 7) & ~7ul;
      if (record > size - used) {
        fs::seek_stream(d, before);
        if (!used) return Errno(EINVAL);
        break;
      }
      auto *out = reinterpret_cast<posix_dent *>(static_cast<char *>(buffer) + used);
      out->d_ino = e->d_ino;
      out->d_reclen = static_cast<reclen_t>(record);
      out->d_type = e->d_type;
      memcpy(out->d_name, e->d_name, name);
      used += record;
    }
    return static_cast<ssize_t>(used);
  }());
}

// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// DIR: a listing of a directory description. Native entries come in large pieces; after them the mount points that
// NT has no directory for.
#pragma once
#include "core/lock.h"
#include "fd/description.h"
#include "fs/path.h"
#include "nt/directory.h"
#include <dirent.h>

struct __tern_dir {
  tern::Lock lock;
  int fd;
  uint32_t mount_flags;
  bool restart;          // the next piece begins the listing again
  bool native_done;
  size_t extra;          // index among what follows the native entries
  long position;         // entries handed out: telldir's value
  tern::fd::Description *file; // the descriptor's, held; its object has the listing's position
  char *path;
  size_t path_length;
  bool is_virtual;
  struct dirent entry;
  tern::nt::DirectoryChunk chunk;
};

namespace tern::fs {

Result<DIR *> open_stream(int directory, const char *path);
Result<DIR *> stream_of(int fd); // takes the descriptor over
Result<dirent *> next_entry(DIR *); // null at the end
void rewind_stream(DIR *);
void seek_stream(DIR *, long);
Result<> close_stream(DIR *, bool keep_descriptor = false);

} // namespace tern::fs

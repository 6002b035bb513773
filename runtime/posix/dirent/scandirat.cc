// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/sections.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

// GNU scandirat(): scandir() below an open directory. Entries come from malloc. -1 and errno on failure.
TERN_EXPORT int scandirat(int directory, const char *path, dirent ***list, int (*select)(const dirent *),
                          int (*compare)(const dirent **, const dirent **)) {
  int fd = openat(directory, path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd < 0) return -1;
  DIR *d = fdopendir(fd);
  if (!d) {
    close(fd);
    return -1;
  }
  dirent **entries = nullptr;
  size_t count = 0, capacity = 0;
  int failed = 0;
  while (!failed) {
    errno = 0;
    dirent *e = readdir(d);
    if (!e) {
      failed = errno;
      break;
    }
    if (select && !select(e)) continue;
    if (count == capacity) {
      size_t more = capacity ? capacity * 2 : 32;
      auto **grown = static_cast<dirent **>(realloc(entries, more * sizeof *entries));
      if (!grown) {
        failed = ENOMEM;
        break;
      }
      entries = grown;
      capacity = more;
    }
    size_t size = offsetof(dirent, d_name) + strlen(e->d_name) + 1;
    auto *copy = static_cast<dirent *>(malloc(size));
    if (!copy) {
      failed = ENOMEM;
      break;
    }
    memcpy(copy, e, size);
    entries[count++] = copy;
  }
  closedir(d);
  if (failed) {
    while (count) free(entries[--count]);
    free(entries);
    errno = failed;
    return -1;
  }
  if (compare && count) qsort(entries, count, sizeof *entries, reinterpret_cast<int (*)(const void *, const void *)>(compare));
  *list = entries ? entries : static_cast<dirent **>(malloc(sizeof *entries));
  return static_cast<int>(count);
}

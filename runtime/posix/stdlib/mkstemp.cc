// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/wait.h"
#include "nt/random.h"
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace tern;

namespace {

// Fills the Xs before the suffix. Letters of one case only: names must differ on a volume that ignores case.
Result<> fill(char *x) {
  uint64_t bits;
  if (!nt::random_bytes(&bits, sizeof bits)) return Errno(EIO);
  for (int i = 0; i < 6; i++, bits /= 36) x[i] = "abcdefghijklmnopqrstuvwxyz0123456789"[bits % 36];
  return success();
}

// Tries names until `make` takes one: it returns -1 with EEXIST for a name that is used.
template <class Make> int unique(char *name, int suffix, Make make) {
  size_t n = strlen(name);
  if (suffix < 0 || n < 6 + static_cast<size_t>(suffix) || memcmp(name + n - static_cast<size_t>(suffix) - 6, "XXXXXX", 6)) return errno = EINVAL, -1;
  char *x = name + n - static_cast<size_t>(suffix) - 6;
  for (int attempt = 0; attempt < 1000; attempt++) {
    {
      Enter enter;
      if (to_errno(fill(x))) return -1;
    }
    int r = make();
    if (r >= 0 || errno != EEXIST) return r;
  }
  return -1;
}

} // namespace

// POSIX mkstemp(), mkdtemp(), mkostemp(); BSD mkstemps(), mkostemps(). EINVAL: the name does not end in XXXXXX.
TERN_EXPORT int mkostemps(char *name, int suffix, int flags) {
  return unique(name, suffix, [&] { return open(name, (flags & ~O_ACCMODE) | O_RDWR | O_CREAT | O_EXCL, 0600); });
}
TERN_EXPORT int mkostemp(char *name, int flags) { return mkostemps(name, 0, flags); }
TERN_EXPORT int mkstemps(char *name, int suffix) { return mkostemps(name, suffix, 0); }
TERN_EXPORT int mkstemp(char *name) { return mkostemps(name, 0, 0); }
TERN_EXPORT char *mkdtemp(char *name) {
  return unique(name, 0, [&] { return mkdir(name, 0700); }) < 0 ? nullptr : name;
}

// Withdrawn mktemp(): the name is unused when it is returned; an empty string on failure.
TERN_EXPORT char *mktemp(char *name) {
  int r = unique(name, 0, [&] {
    struct stat st;
    if (lstat(name, &st) == 0) return errno = EEXIST, -1;
    return errno == ENOENT ? 0 : -1;
  });
  if (r < 0) name[0] = 0;
  return name;
}

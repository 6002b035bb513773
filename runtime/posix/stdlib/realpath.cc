// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/wait.h"
#include "fs/cwd.h"
#include "fs/path.h"
#include "fs/virtual.h"
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>

using namespace tern;

// POSIX realpath(): absolute, without links, "." and "..". With a null buffer the result comes from malloc. ENOENT,
// ENOTDIR, ELOOP, ENAMETOOLONG, EINVAL (null path).
TERN_EXPORT char *realpath(const char *path, char *out) {
  Enter enter;
  auto r = [&]() -> Result<char *> {
    if (!path) return Errno(EINVAL);
    fs::Path p;
    TRY(fs::translate(AT_FDCWD, path, p));
    fs::Found found = TRY(fs::walk(p, fs::Final::Follow));
    if (found == fs::Found::Missing) return Errno(ENOENT);
    char visible[fs::kPathMax];
    size_t n = TRY(fs::visible_path(p.posix, p.length, visible, sizeof visible));
    char *to = out ? out : static_cast<char *>(malloc(n + 1));
    if (!to) return Errno(ENOMEM);
    memcpy(to, visible, n + 1);
    return to;
  }();
  return to_errno(static_cast<Result<char *> &&>(r), static_cast<char *>(nullptr));
}

// GNU
TERN_EXPORT char *canonicalize_file_name(const char *path) { return realpath(path, nullptr); }

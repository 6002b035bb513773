// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A program PROG is the file PROG.exe, and everybody who looks for programs asks for PROG: a shell that searches PATH by
// stat(), make, "test -x". So what tells about a file finds it under either name; exec does too (process/image.h).
// What opens, makes, renames or removes a file takes names as they are.
#pragma once
#include "core/result.h"
#include "fs/path.h"
#include <errno.h>
#include <limits.h>
#include <string.h>
#include <strings.h>

namespace tern::fs {

inline bool may_lack_exe_suffix(const char *path, size_t length) {
  return length && path[length - 1] != '/' && path[length - 1] != '.' && length + 5 <= PATH_MAX &&
         !(length > 4 && strcasecmp(path + length - 4, ".exe") == 0);
}

// `use` takes a translated Path & and returns Result<>. It is tried with the name as it is; where that does not exist,
// with ".exe". Errors: the first try's.
template <class Use> Result<> with_exe_suffix(int directory, const char *path, Use use) {
  Path p;
  TRY(translate(directory, path, p));
  auto result = use(p);
  if (result.ok() || result.error().value != ENOENT) return result;
  size_t length = strlen(path);
  if (!may_lack_exe_suffix(path, length)) return result;
  char longer[PATH_MAX];
  memcpy(longer, path, length);
  memcpy(longer + length, ".exe", 5);
  if (!translate(directory, longer, p).ok() || !use(p).ok()) return result;
  return success();
}

} // namespace tern::fs

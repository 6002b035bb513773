// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// From the path that exec was given to a file that NT can start.
#pragma once
#include "core/result.h"
#include "process/pe_image.h"
#include <stddef.h>

namespace tern::process {

struct Image {
  ImageKind kind;
  char16_t win32[4096 + 304]; // what CreateProcess takes
  char posix[4096];           // canonical
  char line[4097];            // Script: holds the two below
  char *interpreter, *interpreter_argument;
};

// Errors: ENOENT, EACCES (no execute permission, a directory), ENOTDIR, ELOOP, ENAMETOOLONG, ENOEXEC, EIO. A name without
// a suffix may mean the file with ".exe" (docs/how/exec.md).
Result<> find_image(const char *path, Image &);

// The same in the directories of PATH when `file` has no slash. Errors as execvp: EACCES is kept when nothing better
// is found. `found`: the path that was taken, for a script's arguments (PATH_MAX bytes).
Result<> search_image(const char *file, const char *path_list, Image &, char *found);

} // namespace tern::process

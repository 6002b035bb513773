// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Conversions between POSIX and Win32 paths for start-up, spawn and <sys/cygwin.h>. All results are malloc'ed; null:
// out of memory or a path that has no counterpart (errno is not set).
#pragma once
#include <stddef.h>

namespace tern::fs {

char *posix_path(const char *win32);           // C:\a\b -> /cygdrive/c/a/b or below the mount that holds it
char *posix_path_list(const char *win32_list); // ;-separated -> :-separated; a list that is POSIX already stays
char *win32_path(const char *posix);           // absolute Win32 path of a POSIX path (mounts followed, links not)
char *win32_path_list(const char *posix_list);

// Either way; `relative`: a relative path stays one. POSIX links on the way are followed where the path exists.
char *convert_path(const char *path, bool to_posix, bool relative);

} // namespace tern::fs

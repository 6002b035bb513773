// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/utf.h"
#include "core/wait.h"
#include "fs/convert.h"
#include "fs/mount_table.h"
#include <stdlib.h>
#include <string.h>
#include <sys/cygwin.h>
#include <wchar.h>

using namespace tern;

namespace {

bool to_posix(cygwin_conv_path_t what) { return what & 2; }
bool wide(cygwin_conv_path_t what) { return what & 1; }

// Takes UTF-8, gives UTF-8 from malloc; null with errno set.
char *convert(cygwin_conv_path_t what, const char *from, bool list) {
  char *r = list ? (to_posix(what) ? fs::posix_path_list(from) : fs::win32_path_list(from))
                 : fs::convert_path(from, to_posix(what), what & CCP_RELATIVE);
  if (!r) errno = strlen(from) >= 4096 ? ENAMETOOLONG : EINVAL;
  return r;
}

ssize_t convert_into(cygwin_conv_path_t what, const void *from, void *to, size_t size, bool list) {
  Enter enter;
  if (!from || (what & ~static_cast<unsigned>(CCP_CONVTYPE_MASK | CCP_CONVFLAGS_MASK))) return errno = EINVAL, -1;
  // The wide side is the Win32 side.
  char *narrow = nullptr;
  const char *source = static_cast<const char *>(from);
  if (to_posix(what) && wide(what)) {
    auto *w = static_cast<const char16_t *>(from);
    size_t n = wcslen(static_cast<const wchar_t *>(from));
    narrow = static_cast<char *>(malloc(n * 3 + 1));
    if (!narrow) return errno = ENOMEM, -1;
    narrow[utf16_to_utf8(w, n, narrow, n * 3)] = 0;
    source = narrow;
  }
  if (!*source) {
    free(narrow);
    return errno = EINVAL, -1;
  }
  char *r = convert(what, source, list);
  free(narrow);
  if (!r) return -1;
  size_t n = strlen(r), need;
  ssize_t result = 0;
  if (!to_posix(what) && wide(what)) {
    auto *w = static_cast<char16_t *>(malloc((n + 1) * 2));
    size_t units = w ? utf8_to_utf16(r, n, w, n) : 0;
    need = (units + 1) * 2;
    if (!w) result = -1, errno = ENOMEM;
    else if (size == 0) result = static_cast<ssize_t>(need);
    else if (size < need) result = -1, errno = ENOSPC;
    else w[units] = 0, memcpy(to, w, need);
    free(w);
  } else {
    need = n + 1;
    if (size == 0) result = static_cast<ssize_t>(need);
    else if (size < need) result = -1, errno = ENOSPC;
    else memcpy(to, r, need);
  }
  free(r);
  return result;
}

} // namespace

TERN_EXPORT ssize_t cygwin_conv_path(cygwin_conv_path_t what, const void *from, void *to, size_t size) {
  return convert_into(what, from, to, size, false);
}
TERN_EXPORT ssize_t cygwin_conv_path_list(cygwin_conv_path_t what, const void *from, void *to, size_t size) {
  return convert_into(what, from, to, size, true);
}

TERN_EXPORT void *cygwin_create_path(cygwin_conv_path_t what, const void *from) {
  ssize_t size = cygwin_conv_path(what, from, nullptr, 0);
  if (size <= 0) return nullptr;
  void *r = malloc(static_cast<size_t>(size));
  if (r && cygwin_conv_path(what, from, r, static_cast<size_t>(size))) free(r), r = nullptr;
  return r;
}

// True for a ':'-separated list of POSIX paths: nothing in it looks like a drive or a ';'.
TERN_EXPORT int cygwin_posix_path_list_p(const char *list) {
  if (strchr(list, ';')) return 0;
  return !fs::is_win32_path(list, strlen(list));
}

// Splits at the last slash; both results have room for PATH_MAX bytes.
TERN_EXPORT void cygwin_split_path(const char *path, char *dir, char *file) {
  size_t n = strlen(path);
  while (n > 1 && (path[n - 1] == '/' || path[n - 1] == '\\')) n--;
  size_t slash = n;
  while (slash && path[slash - 1] != '/' && path[slash - 1] != '\\') slash--;
  size_t end = slash;
  while (end > 1 && (path[end - 1] == '/' || path[end - 1] == '\\')) end--;
  if (!end) dir[0] = '.', dir[1] = 0;
  else memcpy(dir, path, end), dir[end] = 0;
  memcpy(file, path + slash, n - slash);
  file[n - slash] = 0;
}

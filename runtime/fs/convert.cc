// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "fs/convert.h"
#include "fs/cwd.h"
#include "fs/name_map.h"
#include "fs/path.h"
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>

namespace tern::fs {

static char *copy_of(const char *s, size_t n) {
  auto *r = static_cast<char *>(malloc(n + 1));
  if (r) memcpy(r, s, n), r[n] = 0;
  return r;
}

char *posix_path(const char *win32) {
  size_t n = strlen(win32), length;
  if (n >= kPathMax) return nullptr;
  if (!is_win32_path(win32, n)) { // relative, or POSIX already
    char *r = copy_of(win32, n);
    for (char *c = r; c && *c; c++)
      if (*c == '\\') *c = '/';
    return r;
  }
  char16_t native[kNativeMax];
  char posix[kPathMax];
  if (!win32_to_native(win32, n, native, kNativeMax, length) || !mounts().to_posix(native, length, posix, sizeof posix, length)) return nullptr;
  return copy_of(posix, length);
}

static char *win32_of(const Path &p) {
  if (!p.native_length) return nullptr;
  const char16_t *from = p.native + 4;
  size_t n = p.native_length - 4, at = 0;
  auto *out = static_cast<char *>(malloc(n * 3 + 8));
  if (!out) return nullptr;
  if (n > 3 && from[0] == 'U' && from[1] == 'N' && from[2] == 'C' && from[3] == '\\') out[at++] = '\\', from += 3, n -= 3;
  // As it is on the disk, mapped characters included: what Win32 is to open.
  for (size_t i = 0; i < n; i++) {
    uint32_t c = from[i];
    if (c - 0xD800 < 0x400 && i + 1 < n) c = 0x10000 + ((c - 0xD800) << 10) + (from[++i] - 0xDC00u);
    if (c < 0x80) out[at++] = static_cast<char>(c);
    else if (c < 0x800) out[at++] = static_cast<char>(0xC0 | c >> 6), out[at++] = static_cast<char>(0x80 | (c & 63));
    else if (c < 0x10000)
      out[at++] = static_cast<char>(0xE0 | c >> 12), out[at++] = static_cast<char>(0x80 | (c >> 6 & 63)), out[at++] = static_cast<char>(0x80 | (c & 63));
    else
      out[at++] = static_cast<char>(0xF0 | c >> 18), out[at++] = static_cast<char>(0x80 | (c >> 12 & 63)),
      out[at++] = static_cast<char>(0x80 | (c >> 6 & 63)), out[at++] = static_cast<char>(0x80 | (c & 63));
  }
  if (p.wants_directory && at && out[at - 1] != '\\') out[at++] = '\\';
  out[at] = 0;
  return out;
}

char *win32_path(const char *posix) {
  Path p;
  return translate(AT_FDCWD, posix, p).ok() ? win32_of(p) : nullptr;
}

char *convert_path(const char *path, bool to_posix, bool relative) {
  size_t n = strlen(path);
  if (n >= kPathMax) return nullptr;
  bool absolute = is_win32_path(path, n) || path[0] == '/' || path[0] == '\\';
  if (relative && !absolute) {
    char *r = copy_of(path, n);
    for (char *c = r; c && *c; c++)
      if (*c == '/' || *c == '\\') *c = to_posix ? '/' : '\\';
    return r;
  }
  Path p;
  if (!translate(AT_FDCWD, path, p).ok()) return nullptr;
  bool slash = p.wants_directory && !p.ends_in_dot && !p.ends_in_dots;
  if (!to_posix) {
    if (!walk(p, Final::Follow).ok() && !translate(AT_FDCWD, path, p).ok()) return nullptr;
    p.wants_directory = slash;
    return win32_of(p);
  }
  char visible[kPathMax + 1];
  auto length = visible_path(p.posix, p.length, visible, kPathMax);
  if (!length.ok()) return nullptr;
  n = length.value();
  if (slash && n > 1) visible[n++] = '/';
  return copy_of(visible, n);
}

// A list is converted element by element; an element without a counterpart is left out.
static char *convert_list(const char *list, char from, char to, char *(*convert)(const char *), bool empty_is_here) {
  size_t capacity = strlen(list) * 4 + 64, at = 0;
  auto *out = static_cast<char *>(malloc(capacity));
  if (!out) return nullptr;
  bool first = true;
  for (const char *s = list;;) {
    const char *end = strchr(s, from);
    size_t n = end ? static_cast<size_t>(end - s) : strlen(s);
    char *one = copy_of(s, n);
    char *converted = !one ? nullptr : n ? convert(one) : empty_is_here ? convert(".") : nullptr;
    free(one);
    if (converted) {
      size_t k = strlen(converted);
      if (at + k + 2 > capacity) {
        capacity = (at + k + 2) * 2;
        auto *more = static_cast<char *>(realloc(out, capacity));
        if (!more) {
          free(converted);
          break;
        }
        out = more;
      }
      if (!first) out[at++] = to;
      memcpy(out + at, converted, k);
      at += k;
      first = false;
      free(converted);
    }
    if (!end) break;
    s = end + 1;
  }
  out[at] = 0;
  return out;
}

char *posix_path_list(const char *list) {
  // "/usr/bin:/bin" is POSIX already; "C:\x" alone is one Win32 path.
  if (list[0] == '/' && !strchr(list, ';')) return copy_of(list, strlen(list));
  return convert_list(list, ';', ':', posix_path, false);
}

char *win32_path_list(const char *list) { return convert_list(list, ':', ';', win32_path, true); }

} // namespace tern::fs

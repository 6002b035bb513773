// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Symbolic links of the host under Wine. Wine follows them in every call and tells nobody, and a delete or rename by
// such a name strikes the target. What gives them away is that the opened file has another name than was asked for.
#include "fs/virtual.h"
#include "nt/loader.h"
#include <string.h>

namespace tern::fs {

// Wine's own conversion of names drops dots and blanks at their end.
static size_t trimmed(const char16_t *s, size_t n) {
  while (n && (s[n - 1] == '.' || s[n - 1] == ' ')) n--;
  return n;
}

static bool same(const char16_t *a, size_t an, const char16_t *b, size_t bn) {
  an = trimmed(a, an), bn = trimmed(b, bn);
  if (an != bn) return false;
  for (size_t i = 0; i < an; i++) {
    char16_t x = a[i], y = b[i];
    if (x >= 'A' && x <= 'Z') x += 32;
    if (y >= 'A' && y <= 'Z') y += 32;
    if (x != y) return false;
  }
  return true;
}

static bool real_name(nt::Name name, char16_t *out, size_t &n) {
  nt::Handle h;
  return nt::open_file(h, {.name = name, .access = nt::kReadAttributes, .options = nt::kBackupIntent}).ok() &&
         nt::query_full_name(h.get(), out, kNativeMax, n).ok();
}

size_t host_link_target(const Path &p, char *out, size_t capacity, nt::RawHandle opened) {
  if (!nt::under_wine() || !p.native_length) return 0;
  char16_t real[kNativeMax];
  size_t n;
  if (opened ? !nt::query_full_name(opened, real, kNativeMax, n).ok() : !real_name(p.name(), real, n)) return 0;
  if (same(real, n, p.native, p.native_length)) return 0;
  // A link further up also changes the name: compare with the real place of the parent.
  size_t base = p.native_length;
  while (base && p.native[base - 1] != '\\') base--;
  if (base > 7) {
    char16_t parent[kNativeMax];
    size_t k;
    if (!real_name({p.native, base - 1}, parent, k)) return 0;
    size_t tail = p.native_length - base;
    if (k + 1 + tail < kNativeMax) {
      if (parent[k - 1] != '\\') parent[k++] = '\\';
      memcpy(parent + k, p.native + base, tail * 2);
      if (same(real, n, parent, k + tail)) return 0;
    }
  }
  size_t length;
  return mounts().to_posix(real, n, out, capacity, length) ? length : 0;
}

} // namespace tern::fs

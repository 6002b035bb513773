// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "process/image.h"
#include "core/lock.h"
#include "fs/path.h"
#include "fs/permissions.h"
#include "fs/symlink.h"
#include "nt/file.h"
#include "nt/status.h"
#include <fcntl.h>
#include <limits.h>
#include <string.h>

namespace tern::process {
namespace {

class FileReader final : public ImageReader {
  nt::RawHandle file_;

public:
  explicit FileReader(nt::RawHandle f) : file_(f) {}
  size_t read(uint64_t offset, void *buffer, size_t size) override {
    auto at = static_cast<int64_t>(offset);
    size_t done = 0;
    return nt::read_file(file_, buffer, static_cast<uint32_t>(size), &at, done).ok() ? done : 0;
  }
};

// What a file was found to be, as long as its times and size say that it is the same: make starts one compiler a
// thousand times.
struct Known {
  uint64_t path_hash;
  int64_t write, change, size;
  ImageKind kind;
};
constexpr unsigned kKnown = 64;
Known g_known[kKnown];
Lock g_known_lock;

uint64_t hash_name(nt::Name n) {
  uint64_t h = 0xcbf29ce484222325;
  for (size_t i = 0; i < n.length; ++i) h = (h ^ n.text[i]) * 0x100000001b3;
  return h | 1;
}

bool known(nt::Name name, ImageKind &kind) {
  uint64_t h = hash_name(name);
  Known k;
  {
    Guard guard(g_known_lock);
    k = g_known[h % kKnown];
  }
  if (k.path_hash != h) return false;
  nt::FileFacts f;
  if (!nt::query_facts_by_name(name, f).ok() || f.directory || fs::may_be_link(f.attributes)) return false;
  kind = k.kind;
  return f.write == k.write && f.change == k.change && f.size == k.size;
}

void remember(nt::Name name, ImageKind kind) {
  nt::FileFacts f;
  if (!nt::query_facts_by_name(name, f).ok() || fs::may_be_link(f.attributes)) return;
  uint64_t h = hash_name(name);
  Guard guard(g_known_lock);
  g_known[h % kKnown] = {h, f.write, f.change, f.size, kind};
}

void set_win32(const fs::Path &p, Image &image) {
  // \??\C:\x is C:\x; \??\UNC\server is \\server; long ones keep a prefix that Win32 takes as it is.
  const char16_t *n = p.native;
  size_t length = p.native_length, out = 0;
  bool unc = length > 8 && (n[4] == 'U' || n[4] == 'u') && (n[5] == 'N' || n[5] == 'n') && n[7] == '\\';
  if (length >= 250) {
    for (size_t i = 0; i < length; ++i) image.win32[out++] = n[i];
    image.win32[1] = '\\';
  } else if (unc) {
    image.win32[out++] = '\\';
    for (size_t i = 7; i < length; ++i) image.win32[out++] = n[i];
  } else {
    for (size_t i = 4; i < length; ++i) image.win32[out++] = n[i];
  }
  image.win32[out] = 0;
  memcpy(image.posix, p.posix, p.length + 1);
}

// The script that the compiler driver leaves beside PROGRAM.exe for the build machine's shell. It starts a program of
// that machine, so here it stands for the program beside it.
bool is_launcher(const unsigned char *head, size_t size) {
  constexpr char kMark[] = "#!/bin/sh\n# Tern program launcher\n";
  return size >= sizeof kMark - 1 && memcmp(head, kMark, sizeof kMark - 1) == 0;
}

Result<> open_image(fs::Path &p, Image &image) {
  if (p.native_length && known(p.name(), image.kind)) {
    set_win32(p, image);
    return success();
  }
  nt::Handle file;
  unsigned char head[4096];
  size_t size = 0;
  nt::Status s = TRY(fs::attempt(p, fs::Final::Follow, [&](fs::Path &q) -> nt::Status {
    nt::OpenRequest r{.name = q.name(), .access = nt::kReadData | nt::kReadAttributes | nt::kReadControl | nt::kSynchronize,
                      .options = nt::kNotDirectory};
    nt::Status opened = nt::open_file(file, r);
    if (!opened.ok()) return opened;
    int64_t start = 0;
    if (!nt::read_file(file.get(), head, sizeof head, &start, size).ok()) size = 0;
    if (size >= fs::kLinkCookieLength && !memcmp(head, fs::kLinkCookie, fs::kLinkCookieLength)) {
      nt::FileFacts f;
      if (nt::query_facts(file.get(), f).ok() && fs::may_be_link(f.attributes)) return fs::kLandedOnLink;
    }
    return opened;
  }));
  if (!s.ok()) {
    if (s == 0xc00000bau) return Errno(EACCES); // STATUS_FILE_IS_A_DIRECTORY
    return fs::path_error(s, p);
  }
  nt::FileFacts facts;
  if (auto q = nt::query_facts(file.get(), facts); !q.ok()) return nt::errno_of(q);
  if (facts.directory) return Errno(EACCES);
  if (!(p.mount_flags & fs::kMountExec)) TRY(fs::check_mode(fs::query_permissions(file.get(), facts, p, file.get()), 1 /* X_OK */, false));
  FileReader reader(file.get());
  image.kind = classify_image(reader, head, size);
  set_win32(p, image);
  if (image.kind == ImageKind::Unknown) return Errno(ENOEXEC);
  if (image.kind == ImageKind::Script) {
    if (is_launcher(head, size)) return Errno(ENOENT); // find_image() goes on with PROGRAM.exe
    if (!parse_interpreter(head, size, image.line, image.interpreter, image.interpreter_argument)) return Errno(ENOEXEC);
  } else {
    remember(p.name(), image.kind);
  }
  return success();
}

bool has_exe_suffix(const char *path, size_t n) { return n > 4 && !strcasecmp(path + n - 4, ".exe"); }

} // namespace

Result<> find_image(const char *path, Image &image) {
  fs::Path p;
  TRY(fs::translate(AT_FDCWD, path, p));
  if (p.wants_directory) return Errno(EACCES);
  auto r = open_image(p, image);
  if (r.ok() || r.error().value != ENOENT) return r;
  size_t n = strlen(path);
  char with_suffix[PATH_MAX];
  if (!n || path[n - 1] == '/' || has_exe_suffix(path, n) || n + 5 > sizeof with_suffix) return r;
  memcpy(with_suffix, path, n);
  memcpy(with_suffix + n, ".exe", 5);
  TRY(fs::translate(AT_FDCWD, with_suffix, p));
  return open_image(p, image);
}

Result<> search_image(const char *file, const char *list, Image &image, char *found) {
  size_t n = strlen(file);
  if (n == 0) return Errno(ENOENT);
  if (n >= NAME_MAX + 1 && !strchr(file, '/')) return Errno(ENAMETOOLONG);
  if (strchr(file, '/')) {
    if (n >= PATH_MAX) return Errno(ENAMETOOLONG);
    memcpy(found, file, n + 1);
    return find_image(file, image);
  }
  if (!list) list = "/bin:/usr/bin";
  int best = ENOENT;
  for (const char *p = list;; ++p) {
    size_t length = strcspn(p, ":");
    if (length + n + 2 <= PATH_MAX) {
      char *o = found;
      if (length) memcpy(o, p, length), o += length, *o++ = '/';
      memcpy(o, file, n + 1);
      auto r = find_image(found, image);
      if (r.ok()) return r;
      int e = r.error().value;
      if (e == EACCES)
        best = EACCES;
      else if (e != ENOENT && e != ENOTDIR && e != ELOOP && e != ENAMETOOLONG)
        return r;
    }
    p += length;
    if (!*p) break;
  }
  return Errno(best);
}

} // namespace tern::process

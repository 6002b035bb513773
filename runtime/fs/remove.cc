// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// unlink and rmdir with POSIX semantics (docs/how/links.md): the name is free at once, whoever has the file open.
#include "core/view.h"
#include "fs/aside.h"
#include "fs/create.h"
#include "fs/virtual.h"
#include "nt/directory.h"
#include "nt/loader.h"
#include "nt/status.h"
#include "nt/sync.h"
#include <stdlib.h>
#include <string.h>

namespace tern::fs {

namespace {

constexpr uint32_t kCannotDelete = 0xc0000121, kNotEmpty = 0xc0000101, kAccessDenied = 0xc0000022;
constexpr char16_t kAsidePrefix[] = u".tern-gone-";
constexpr size_t kAsidePrefixLength = 11;

uint32_t g_aside_counter;

} // namespace

bool is_aside_name(nt::Name n) {
  return n.length > kAsidePrefixLength && memcmp(n.text, kAsidePrefix, kAsidePrefixLength * 2) == 0;
}

size_t aside_name(nt::Name name, char16_t *out, size_t capacity) {
  size_t dir = name.length;
  while (dir && name.text[dir - 1] != '\\') dir--;
  if (dir + kAsidePrefixLength + 24 > capacity) return 0;
  memcpy(out, name.text, dir * 2);
  size_t n = dir;
  memcpy(out + n, kAsidePrefix, kAsidePrefixLength * 2);
  n += kAsidePrefixLength;
  uint64_t unique = static_cast<uint64_t>(nt::system_time_precise()) * 0x9e3779b97f4a7c15 ^
                    static_cast<uint64_t>(nt::current_process_id()) << 32 ^ __atomic_add_fetch(&g_aside_counter, 1, __ATOMIC_RELAXED);
  for (int i = 60; i >= 0; i -= 4) out[n++] = u"0123456789abcdef"[unique >> i & 15];
  return n;
}

nt::Status move_aside(nt::RawHandle h, nt::Name name, char16_t *out, size_t capacity, size_t &length) {
  length = aside_name(name, out, capacity);
  if (!length) return {static_cast<int32_t>(0xc0000106)};
  return nt::rename_classic(h, {out, length}, false);
}

static void sweep_aside(nt::Name file);

nt::Status delete_opened(nt::Handle &h, nt::Name name, const nt::FileFacts &f) {
  nt::Status s = nt::delete_posix(h.get());
  if (!s.absent()) {
    if (s == kCannotDelete && !f.directory) { // mapped or running: the name can go, the file stays until it is let go
      char16_t aside[kNativeMax];
      size_t n;
      if (move_aside(h.get(), name, aside, kNativeMax, n).ok()) {
        nt::delete_classic(h.get());
        h.close();
        sweep_aside(name);
        return {0};
      }
    }
    return s;
  }
  bool was_read_only = f.attributes & nt::kReadOnly;
  if (was_read_only) nt::set_attributes(h.get(), f.attributes & ~nt::kReadOnly);
  s = nt::delete_classic(h.get());
  if (f.directory && !s.ok()) return s;
  if (s == kCannotDelete) {
    char16_t aside[kNativeMax];
    size_t n;
    nt::Status moved = move_aside(h.get(), name, aside, kNativeMax, n);
    if (moved.ok()) {
      h.close();
      sweep_aside(name);
      return {0};
    }
    if (was_read_only) nt::set_attributes(h.get(), f.attributes);
    return s;
  }
  if (!s.ok()) return s;
  h.close();
  // Somebody else has it open when the name is still there: then it goes away under another name.
  uint32_t attributes;
  nt::Status left = nt::query_attributes(name, attributes);
  if (!left.ok() && !(left == 0xc0000056u)) return s;
  nt::Handle again;
  if (!nt::open_file_once(again, {.name = name, .access = nt::kDelete | nt::kReadAttributes, .options = nt::kOpenReparsePoint}).ok()) return s;
  char16_t aside[kNativeMax];
  size_t n;
  if (move_aside(again.get(), name, aside, kNativeMax, n).ok()) nt::delete_classic(again.get());
  return s;
}

// Calls visit(entry, its whole native name) for each entry but "." and "..", until it returns false. False: not to be listed.
template <class Visit> static bool each_entry(nt::Name directory, Visit visit) {
  nt::Handle h;
  if (!nt::open_file(h, {.name = directory, .access = nt::kReadData, .options = nt::kMustBeDirectory}).ok()) return false;
  auto *chunk = static_cast<nt::DirectoryChunk *>(malloc(sizeof(nt::DirectoryChunk)));
  if (!chunk) return false;
  new (chunk) nt::DirectoryChunk;
  bool more = true, restart = true;
  nt::DirectoryEntry e;
  char16_t path[kNativeMax];
  while (more && chunk->next(h.get(), restart).ok()) {
    restart = false;
    while (more && chunk->entry(e)) {
      if ((e.name.length == 1 && e.name.text[0] == '.') || (e.name.length == 2 && e.name.text[0] == '.' && e.name.text[1] == '.')) continue;
      if (directory.length + 1 + e.name.length > kNativeMax) continue;
      memcpy(path, directory.text, directory.length * 2);
      path[directory.length] = '\\';
      memcpy(path + directory.length + 1, e.name.text, e.name.length * 2);
      more = visit(e, nt::Name{path, directory.length + 1 + e.name.length});
    }
  }
  free(chunk);
  return true;
}

// What was mapped or running when it was removed can go once it has been let go: whoever puts a file aside in a directory, or
// wants to remove the directory, tries those that lie there already.
static bool delete_aside(nt::Name name, nt::Handle &h) {
  return nt::open_file_once(h, {.name = name, .access = nt::kDelete, .options = nt::kOpenReparsePoint}).ok() && nt::delete_classic(h.get()).ok();
}

static void sweep_aside(nt::Name file) {
  size_t n = file.length;
  while (n && file.text[n - 1] != '\\') n--;
  if (n < 8) return;
  each_entry({file.text, n - 1}, [](nt::DirectoryEntry &e, nt::Name name) {
    nt::Handle h;
    if (is_aside_name(e.name)) delete_aside(name, h);
    return true;
  });
}

// Removed files that somebody still has open may lie in the directory under their other names. They move one level up, so
// that the directory can go. True when nothing else was in it.
static bool clear_aside(nt::Name directory) {
  bool only_aside = true, found = false;
  bool listed = each_entry(directory, [&](nt::DirectoryEntry &e, nt::Name name) {
    only_aside = is_aside_name(e.name);
    if (!only_aside) return false;
    found = true;
    nt::Handle h;
    bool deleted = delete_aside(name, h);
    char16_t up[kNativeMax];
    size_t n = aside_name(directory, up, kNativeMax);
    // Deleted or not: as long as somebody holds it, its name would stay in the way.
    if (h && n) nt::rename_classic(h.get(), {up, n}, false);
    if (h && !deleted) nt::delete_classic(h.get());
    return true;
  });
  return listed && only_aside && found;
}

Result<> remove(int directory, const char *path, bool directory_wanted) {
  Path p;
  TRY(translate(directory, path, p));
  if (directory_wanted && p.ends_in_dot) return Errno(EINVAL);
  if (directory_wanted && p.ends_in_dots) return Errno(ENOTEMPTY);
  if (p.is_root()) return Errno(directory_wanted ? EBUSY : EISDIR);
  bool slash = p.wants_directory;
  if (virtual_kind(p) != Virtual::No) {
    Found found = TRY(walk(p, Final::NoFollow));
    if (virtual_kind(p) != Virtual::No) return Errno(found == Found::Missing ? ENOENT : EPERM);
  }
  nt::FileFacts f{};
  nt::Handle h;
  auto attempt_open = [&](Path &at) -> nt::Status {
    nt::Status s = nt::open_file(h, {.name = at.name(), .access = nt::kDelete | nt::kReadAttributes | nt::kWriteAttributes, .options = nt::kOpenReparsePoint | nt::kBackupIntent});
    if (s == kAccessDenied || s == kCannotDelete)
      s = nt::open_file(h, {.name = at.name(), .access = nt::kDelete | nt::kReadAttributes, .options = nt::kOpenReparsePoint | nt::kBackupIntent});
    if (s.ok()) s = nt::query_facts(h.get(), f);
    return s;
  };
  p.wants_directory = false;
  auto result = attempt(p, Final::NoFollow, attempt_open, directory_wanted ? Exe::No : Exe::Try);
  if ((!result.ok() || !result.value().ok()) && mounts().is_above_mount(p.posix, p.length)) return Errno(EBUSY);
  nt::Status s = TRY(static_cast<Result<nt::Status> &&>(result));
  if (!s.ok()) return path_error(s, p);
  bool is_directory = f.directory && !(f.attributes & nt::kReparse);
  if (directory_wanted && !is_directory) return Errno(ENOTDIR);
  if (!directory_wanted && is_directory) return Errno(EISDIR);
  if (!directory_wanted && slash) return Errno(ENOTDIR);
  char target[kPathMax];
  if (nt::under_wine() && host_link_target(p, target, sizeof target, h.get())) return Errno(EPERM); // the delete would strike its target
  nt::Retry retry;
  bool cleared = false;
  for (;;) {
    s = delete_opened(h, p.name(), f);
    if (s.ok()) return success();
    h.close(); // a refused delete must not be repeated on the same handle
    if (s == kNotEmpty && !cleared) cleared = true;
    else if (s == kNotEmpty || !retry.again(s)) break;
    if (s == kNotEmpty && !clear_aside(p.name())) break;
    if (!attempt_open(p).ok()) break;
  }
  if (s == kNotEmpty) return Errno(ENOTEMPTY);
  if (s == kCannotDelete) return Errno(is_directory ? ENOTEMPTY : EBUSY);
  return path_error(s, p);
}

} // namespace tern::fs

// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// rename and link.
#include "fd/table.h"
#include "fs/aside.h"
#include "fs/create.h"
#include "fs/symlink.h"
#include "fs/virtual.h"
#include "nt/directory.h"
#include "nt/loader.h"
#include "nt/status.h"
#include <stdlib.h>
#include <string.h>

namespace tern::fs {

namespace {

constexpr uint32_t kMissing = 0xc0000034, kCollision = 0xc0000035, kAccessDenied = 0xc0000022, kNotSameDevice = 0xc00000d4;

struct Named {
  nt::Handle handle;
  nt::FileFacts facts{};
  bool exists = false;
  bool is_directory() const { return facts.directory && !(facts.attributes & nt::kReparse); }
};

Result<nt::Status> open_named(Path &p, uint32_t access, Named &n, Exe exe = Exe::No) {
  bool slash = p.wants_directory;
  p.wants_directory = false;
  auto r = attempt(p, Final::NoFollow, [&](Path &at) {
    nt::Status s = nt::open_file(n.handle, {.name = at.name(), .access = access | nt::kReadAttributes, .options = nt::kOpenReparsePoint | nt::kBackupIntent});
    if (s.ok()) s = nt::query_facts(n.handle.get(), n.facts);
    return s;
  }, exe);
  p.wants_directory = slash;
  n.exists = r.ok() && r.value().ok();
  return r;
}

bool directory_is_empty(nt::Name name) {
  nt::Handle h;
  if (!nt::open_file(h, {.name = name, .access = nt::kReadData, .options = nt::kMustBeDirectory}).ok()) return false;
  auto *chunk = static_cast<nt::DirectoryChunk *>(malloc(sizeof(nt::DirectoryChunk)));
  if (!chunk) return false;
  new (chunk) nt::DirectoryChunk;
  bool empty = true, restart = true;
  nt::DirectoryEntry e;
  while (empty && chunk->next(h.get(), restart).ok()) {
    restart = false;
    while (empty && chunk->entry(e))
      empty = is_aside_name(e.name) || (e.name.text[0] == '.' && (e.name.length == 1 || (e.name.length == 2 && e.name.text[1] == '.')));
  }
  free(chunk);
  return empty;
}

// The target is in the way and cannot be replaced in place: it goes aside first and comes back if the rename fails.
nt::Status rename_over(nt::RawHandle from, Path &to, Named &target) {
  nt::Handle h;
  nt::Status s = nt::open_file(h, {.name = to.name(), .access = nt::kDelete | nt::kReadAttributes | nt::kWriteAttributes, .options = nt::kOpenReparsePoint | nt::kBackupIntent});
  if (!s.ok()) return s;
  char16_t aside[kNativeMax];
  size_t n;
  s = move_aside(h.get(), to.name(), aside, kNativeMax, n);
  if (!s.ok()) return s;
  s = nt::rename_classic(from, to.name(), false);
  if (!s.ok()) {
    nt::rename_classic(h.get(), to.name(), false);
    return s;
  }
  if (target.facts.attributes & nt::kReadOnly) nt::set_attributes(h.get(), target.facts.attributes & ~nt::kReadOnly);
  nt::delete_classic(h.get());
  return s;
}

bool is_inside(const Path &outer, const Path &p) {
  return p.length > outer.length && memcmp(p.posix, outer.posix, outer.length) == 0 && p.posix[outer.length] == '/';
}

Result<> refuse_host_link(Path &p, const Named &n) {
  char target[kPathMax];
  if (nt::under_wine() && host_link_target(p, target, sizeof target, n.handle.get())) return Errno(EPERM);
  return success();
}

} // namespace

Result<> rename(int from_directory, const char *from_path, int to_directory, const char *to_path, unsigned flags) {
  if (flags & ~kRenameNoReplace) return Errno(EINVAL);
  Path from, to;
  TRY(translate(from_directory, from_path, from));
  TRY(translate(to_directory, to_path, to));
  if (from.ends_in_dot || from.ends_in_dots || to.ends_in_dot || to.ends_in_dots) return Errno(EINVAL);
  if (from.is_root() || to.is_root()) return Errno(EBUSY);
  if (virtual_kind(from) != Virtual::No || virtual_kind(to) != Virtual::No) return Errno(virtual_kind(from) == virtual_kind(to) ? EPERM : EXDEV);
  Named source, target;
  nt::Status s = TRY(open_named(from, nt::kDelete, source, Exe::Try));
  if (!s.ok()) return path_error(s, from);
  bool directory = source.is_directory();
  if (from.wants_directory && !directory) return Errno(ENOTDIR);
  if (from.exe_added) append_exe(to); // NAME.exe stays a program
  auto found = open_named(to, 0, target);
  if (!found.ok() && !(found.error() == Errno(ENOENT))) return found.error();
  if (!target.exists) {
    // A name that is missing can be made when its directory is there; everything else is an error of the path.
    if (!found.ok()) return found.error();
    if (!(found.value() == kMissing)) return path_error(found.value(), to);
    if (to.wants_directory && !directory) return Errno(ENOTDIR);
  } else {
    if (flags & kRenameNoReplace) return Errno(EEXIST);
    if (to.wants_directory && !target.is_directory()) return Errno(ENOTDIR);
    if (target.facts.id == source.facts.id && nt::same_file(source.handle.get(), target.handle.get())) {
      // Links to one file: nothing happens. One name in two spellings: the new spelling is wanted.
      bool same_spelling = from.length == to.length && memcmp(from.posix, to.posix, from.length) == 0;
      bool one_name = from.native_length == to.native_length && source.facts.links <= 1;
      if (same_spelling || !one_name) return success();
      target.exists = false;
    } else if (directory != target.is_directory()) {
      return Errno(directory ? ENOTDIR : EISDIR);
    } else if (directory && !directory_is_empty(to.name())) {
      return Errno(ENOTEMPTY);
    }
  }
  if (directory && is_inside(from, to)) return Errno(EINVAL);
  TRY(refuse_host_link(from, source));
  if (target.exists) TRY(refuse_host_link(to, target));
  target.handle.close();
  if (to.is_shortcut && !from.is_shortcut) { // the link goes, NAME.lnk with it
    TRY(remove(to_directory, to_path, false));
    TRY(find_native(to));
    target.exists = false;
  } else if (from.is_shortcut && !to.is_shortcut) {
    if (to.native_length + 4 > kNativeMax) return Errno(ENAMETOOLONG);
    memcpy(to.native + to.native_length, u".lnk", 8);
    to.native_length += 4;
  }
  nt::Retry retry;
  do {
    s = nt::rename_posix(source.handle.get(), to.name(), !(flags & kRenameNoReplace));
    if (s.absent() || (s == kAccessDenied && target.exists)) {
      s = directory && target.exists ? nt::Status{static_cast<int32_t>(kAccessDenied)}
                                     : nt::rename_classic(source.handle.get(), to.name(), target.exists);
      if (target.exists && !s.ok() && !(s == kNotSameDevice)) s = rename_over(source.handle.get(), to, target);
    }
  } while (retry.again(s));
  if (s == kNotSameDevice) return Errno(EXDEV);
  if (s == kCollision) return Errno(EEXIST);
  if (!s.ok()) return path_error(s, to);
  return success();
}

// FAT and some servers: a copy works in many cases, as Cygwin has it.
static Result<> copy_instead(Path &from, Path &to) {
  nt::Handle source = TRY(open_existing(from, Final::NoFollow, nt::kReadData)), target;
  nt::FileFacts f;
  nt::Status s = nt::query_facts(source.get(), f);
  if (!s.ok()) return nt::errno_of(s);
  TRY(create_file(to, 0777, f.attributes & ~nt::kReadOnly, nt::kWriteData | nt::kWriteAttributes | nt::kDelete, 0, target));
  auto *buffer = static_cast<char *>(malloc(65536));
  size_t n = 0, done;
  do {
    s = buffer ? nt::read_file(source.get(), buffer, 65536, nullptr, n) : nt::Status{static_cast<int32_t>(0xc0000017)};
    if (s.ok() && n) s = nt::write_file(target.get(), buffer, static_cast<uint32_t>(n), nullptr, done);
  } while (s.ok() && n);
  free(buffer);
  if (s.ok()) s = nt::set_times(target.get(), {f.birth, f.access, f.write});
  if (s.ok()) return success();
  nt::delete_classic(target.get());
  return nt::errno_of(s);
}

// `from`: null when the file has no name (O_TMPFILE).
static Result<> link_handle(nt::RawHandle h, Path *from, Path &to) {
  nt::FileFacts f;
  nt::Status s = nt::query_facts(h, f);
  if (!s.ok()) return nt::errno_of(s);
  Named target;
  auto found = open_named(to, 0, target);
  if (target.exists) return Errno(EEXIST);
  if (!found.ok()) return found.error();
  if (!(found.value() == kMissing)) return path_error(found.value(), to);
  if (f.directory) return Errno(EPERM);
  if (to.wants_directory) return Errno(ENOENT);
  s = nt::make_link(h, to.name(), false);
  if (s == kNotSameDevice) return Errno(EXDEV);
  if (s == kCollision) return Errno(EEXIST);
  if (s.absent() || s == 0xc0000010u) return from ? copy_instead(*from, to) : Result<>(Errno(EPERM)); // the volume has no hard links
  if (!s.ok()) return path_error(s, to);
  return success();
}

Result<> link_opened(fd::Description &d, int to_directory, const char *to_path) {
  if (d.kind == fd::Kind::Directory) return Errno(EPERM);
  if (d.kind != fd::Kind::File || !d.native_handle()) return Errno(EXDEV);
  Path to;
  TRY(translate(to_directory, to_path, to));
  if (virtual_kind(to) != Virtual::No) return Errno(EXDEV);
  return link_handle(d.native_handle(), nullptr, to);
}

Result<> link(int from_directory, const char *from_path, int to_directory, const char *to_path, bool follow) {
  Path from, to;
  TRY(translate(from_directory, from_path, from));
  if (follow && virtual_kind(from) != Virtual::No) {
    TRY(walk(from, Final::Follow)); // /proc/self
    int fd = virtual_descriptor(from);
    if (fd >= 0) return link_opened(*TRY(fd::get(fd)), to_directory, to_path);
  }
  TRY(translate(to_directory, to_path, to));
  if (virtual_kind(from) != Virtual::No || virtual_kind(to) != Virtual::No) return Errno(EXDEV);
  nt::Handle h = TRY(open_existing(from, follow ? Final::Follow : Final::NoFollow, nt::kWriteAttributes));
  return link_handle(h.get(), &from, to);
}

} // namespace tern::fs

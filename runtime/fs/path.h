// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The resolver (docs/how/paths.md). translate() turns what the program passed into a canonical POSIX path and an NT
// path without touching the disk; the first try is the native call on that. Only when it fails on the way, or lands
// on a link, walk() goes through the components.
#pragma once
#include "core/result.h"
#include "fs/mount_table.h"
#include "nt/file.h"
#include <limits.h>

namespace tern::fs {

constexpr size_t kPathMax = 4096;
constexpr size_t kNativeMax = kPathMax + 304;
constexpr int kSymlinksMax = 40;

struct Path {
  char posix[kPathMax];        // absolute, canonical, no trailing slash but "/"; includes the chroot root
  size_t length;
  size_t trusted;              // of which this much is known to hold no link (the working directory, say)
  size_t floor;                // length of the chroot root: ".." stops there
  uint32_t mount_flags;
  bool wants_directory;        // a trailing slash or "/." was there
  bool ends_in_dot;            // last component was "." (rmdir, rename: EINVAL)
  bool ends_in_dots;           // or ".."
  bool is_shortcut;             // native names NAME.lnk, the link itself
  bool exe_added;               // the last name got .exe
  bool native_known;           // native and mount_flags belong to posix
  size_t native_length;        // 0: nothing native there (only mount points are)
  char16_t native[kNativeMax];

  nt::Name name() const { return {native, native_length}; }
  // Last component of the canonical path.
  const char *base() const;
  bool is_root() const { return length == 1; }
};

// `directory`: AT_FDCWD or a descriptor. Errors: ENOENT (empty), ENAMETOOLONG, EBADF, ENOTDIR, EFAULT, and what resolving
// links before a ".." gives.
Result<> translate(int directory, const char *path, Path &);
// Again for a canonical path made by other means.
Result<> translate_canonical(const char *posix, size_t length, Path &);
Result<> find_native(Path &);

enum class Final : uint8_t { Follow, NoFollow };

// What walk() found at the end of the path.
enum class Found : uint8_t { Missing, Directory, Other, Link };
// Replaces links on the way (and at the end: Follow, or a trailing slash) until the path has none. Errors: ENOENT, ENOTDIR,
// ELOOP, EACCES, ENAMETOOLONG.
Result<Found> walk(Path &, Final);

// Statuses of ours, beside NT's: what an operation returns to ask for the walk.
constexpr nt::Status kLandedOnLink{static_cast<int32_t>(0xe0740001)};
bool may_need_walk(nt::Status);

// The optimistic order: op on the translated path; where that may have met a link, walk and once more.
template <class Op> Result<nt::Status> attempt_exact(Path &p, Final final, Op op) {
  nt::Status s{static_cast<int32_t>(0xc0000034)};
  if (p.native_length) {
    s = op(p);
    if (!may_need_walk(s)) return s;
  }
  Found found = TRY(walk(p, final));
  if (found == Found::Missing) {
    // The walk proved that only the last name is missing; an operation that creates can still do its work.
    if (!p.native_length) return nt::Status{static_cast<int32_t>(0xc0000034)};
  }
  if (!p.native_length) return s;
  nt::Status again = op(p);
  if (again == static_cast<uint32_t>(kLandedOnLink.value)) return Errno(ELOOP);
  return again;
}

// Programs are called by their name: where NAME is missing, NAME.exe is tried (shells search PATH by stat). Not for names that
// have another extension, so that the many missing names of a build cost one look.
bool append_exe(Path &);
void remove_exe(Path &);
enum class Exe : uint8_t { No, Try };
template <class Op> Result<nt::Status> attempt(Path &p, Final final, Op op, Exe exe = Exe::No) {
  auto r = attempt_exact(p, final, op);
  if (exe == Exe::No || !r.ok() || !(r.value() == 0xc0000034u) || !append_exe(p)) return r;
  nt::Status s = op(p);
  if (s.ok()) return s;
  remove_exe(p);
  return r;
}

// errno of a failed status of a path operation.
Errno path_error(nt::Status, const Path &);

// Is this path in a tree that the runtime makes itself: /dev, /proc?
enum class Virtual : uint8_t { No, Dev, Proc };
Virtual virtual_kind(const Path &);

} // namespace tern::fs

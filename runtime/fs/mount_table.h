// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The mount table (docs/how/mounts.md): POSIX prefixes and the NT directories they stand for, from fstab. Parsing and
// lookup are pure code, also built and fuzzed on Linux.
#pragma once
#include <stddef.h>
#include <stdint.h>

namespace tern::fs {

enum MountFlag : uint32_t {
  kMountText = 1 << 0, kMountNoAcl = 1 << 1, kMountExec = 1 << 2, kMountNotExec = 1 << 3, kMountPosixCase = 1 << 4, kMountIhash = 1 << 5,
  kMountUser = 1 << 6, kMountBind = 1 << 7, kMountCygdrive = 1 << 8, kMountAutomatic = 1 << 9, kMountNoSuid = 1 << 10, kMountSparse = 1 << 11,
};

struct Mount {
  char *posix;        // "/usr/bin", no trailing slash; "/" is ""
  size_t posix_length;
  char16_t *native;   // "\??\C:\tern\bin", no trailing backslash
  size_t native_length;
  char *source;       // as fstab wrote it, for getmntent
  uint32_t flags;
};

// Refers to text of the caller; see add().
struct FstabLine {
  const char *native, *posix, *type;
  size_t native_length, posix_length, type_length;
  uint32_t flags;
  const char *bind_options; // null
};
enum class FstabResult { Blank, Mount, Malformed };
// Parses one line into `line`; octal escapes (\040) are undone in place, so the text must be writable. On Malformed
// `why` says what is wrong.
FstabResult parse_fstab_line(char *text, FstabLine &line, const char *&why);

class MountTable {
  static constexpr size_t kMax = 64;
  Mount mounts_[kMax];
  size_t count_ = 0;
  char cygdrive_[256] = "/cygdrive"; // no trailing slash; "" when drives lie in "/"
  size_t cygdrive_length_ = 9;
  uint32_t cygdrive_flags_ = 0;

public:
  constexpr MountTable() : mounts_{} {}
  // False: out of room or memory. Replaces a mount on the same place.
  bool add(const char *posix, size_t posix_length, const char16_t *native, size_t native_length, const char *source, uint32_t flags);
  bool remove(const char *posix, size_t posix_length);
  bool set_cygdrive(const char *prefix, size_t length, uint32_t flags);
  const char *cygdrive() const { return cygdrive_length_ ? cygdrive_ : "/"; }
  uint32_t cygdrive_flags() const { return cygdrive_flags_; }
  size_t count() const { return count_; }
  const Mount &at(size_t i) const { return mounts_[i]; }

  // An absolute, lexically clean POSIX path to an NT path. `rest_from` gets where in the path the part below the mount
  // begins. False: nothing is mounted there (names directly under the drive prefix, for instance), or too long.
  bool to_native(const char *posix, size_t length, char16_t *out, size_t capacity, size_t &out_length, uint32_t &flags) const;
  // The reverse: the longest native prefix wins. Always possible for drive and UNC paths.
  bool to_posix(const char16_t *native, size_t length, char *out, size_t capacity, size_t &out_length) const;
  // Is this path, or something below it, a mount point (so that the directory exists even if NT has none)?
  bool is_above_mount(const char *posix, size_t length) const;
};

// Win32 or NT form ("C:\x", "C:/x", "\\server\share\x", "\\?\C:\x", "\??\C:\x") in UTF-8 to an NT path. False: neither
// drive nor UNC, or too long. "." and ".." are resolved lexically, as Win32 does.
bool win32_to_native(const char *text, size_t length, char16_t *out, size_t capacity, size_t &out_length);
bool is_win32_path(const char *text, size_t length);

// The table in force. A change makes a new one (mounts.cc), so that readers need no lock; the old one stays, because nobody
// knows who still reads it.
MountTable &mounts();
void replace_mounts(MountTable *);
bool copy_mounts(MountTable &to); // false: out of memory

} // namespace tern::fs

// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Making, opening, removing, renaming by path.
#pragma once
#include "fd/description.h"
#include "fs/path.h"

namespace tern::fs {

// Opening a FIFO may wait for its other side; Refuse: EINVAL, for calls that want a file's content.
enum class Fifos : uint8_t { Open, Refuse };
Result<fd::FileRef> open(int directory, const char *path, int flags, mode_t mode, Fifos = Fifos::Open);
// Makes a file that must not be there. `mode` before the umask. The handle has `access`.
Result<> create_file(Path &, mode_t mode, uint32_t attributes, uint32_t access, uint32_t options, nt::Handle &);
Result<> make_fifo(int directory, const char *path, mode_t mode);
Result<> make_directory(int directory, const char *path, mode_t mode);
Result<> remove(int directory, const char *path, bool directory_wanted); // unlink or rmdir
constexpr unsigned kRenameNoReplace = 1; // RENAME_NOREPLACE
constexpr unsigned kRenameExchange = 2;
Result<> rename(int from_directory, const char *from, int to_directory, const char *to, unsigned flags);
// Gives an open file a (further) name: linkat() of a descriptor.
Result<> link_opened(fd::Description &, int to_directory, const char *to_path);
Result<> link(int from_directory, const char *from, int to_directory, const char *to, bool follow);

// Opens what is at the path for changing it: links are followed or not, directories are fine.
Result<nt::Handle> open_existing(Path &, Final, uint32_t access);

// Gives an existing native handle (of a parent or of Win32 code) a description.
fd::FileRef adopt_disk_file(nt::Handle, int flags);

} // namespace tern::fs

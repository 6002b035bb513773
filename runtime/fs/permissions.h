// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Mode bits and access lists (docs/how/permissions.md).
#pragma once
#include "core/result.h"
#include "fs/path.h"
#include "nt/security.h"
#include <sys/types.h>

namespace tern::fs {

struct Permissions {
  uid_t uid;
  gid_t gid;
  mode_t mode; // 07777 part
};

// Pure.
Permissions permissions_of(const nt::Security &, bool directory);
// Pure: a list for a new mode. Entries of others than owner, group and everyone are kept.
void set_mode(nt::Security &, mode_t mode, bool directory);

// Of an open file. Where access lists cannot tell execution (Wine), the content does, or a mark that chmod left. Looking
// at the content moves the position of the object `content`; null: another object is opened for it.
Permissions query_permissions(nt::RawHandle, const nt::FileFacts &, const Path &, nt::RawHandle content = nullptr, const bool *program = nullptr);
bool content_is_program(nt::RawHandle, const nt::FileFacts &, const Path &, nt::RawHandle content);
Result<> change_mode(nt::RawHandle, const nt::FileFacts &, uint32_t mount_flags, mode_t mode);
Result<> change_owner(nt::RawHandle, uid_t, gid_t);

// A self-relative descriptor for something new of this mode; null (size 0) where the mount keeps no modes.
size_t descriptor_for_mode(mode_t mode, bool directory, uint32_t mount_flags, void *out, size_t capacity);

// Does the file begin like a program (#!, MZ) or have a program's name?
bool looks_executable(nt::RawHandle, const Path *);
// The mark that chmod leaves where lists do not keep execution: links use SYSTEM without HIDDEN.
constexpr uint32_t kExecutableMark = nt::kSystem | nt::kHidden;
// Access lists of this system keep execution apart from reading.
bool lists_keep_execution();

// access(2) with the effective (or real) ids. `mask`: R_OK 4, W_OK 2, X_OK 1.
Result<> check_mode(const Permissions &, int mask, bool real_ids);

} // namespace tern::fs

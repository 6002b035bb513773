// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Users and groups (docs/how/accounts.md): /etc/passwd and /etc/group first, then Windows.
#pragma once
#include "core/result.h"
#include <grp.h>
#include <pwd.h>
#include <stddef.h>

namespace tern::user {

// Found entries are written into `buffer`. ENOENT: there is none; ERANGE: the buffer is too small.
Result<> user_by_name(const char *, passwd &, char *buffer, size_t size);
Result<> user_by_id(uid_t, passwd &, char *buffer, size_t size);
Result<> group_by_name(const char *, group &, char *buffer, size_t size);
Result<> group_by_id(gid_t, group &, char *buffer, size_t size);
// The index-th entry: those of the files, then the process's own user or group when no file names it.
Result<> user_at(size_t index, passwd &, char *buffer, size_t size);
Result<> group_at(size_t index, group &, char *buffer, size_t size);

// Groups of the token (own user), or of /etc/group. Returns how many there are; writes at most `capacity`.
size_t own_groups(gid_t *, size_t capacity);
size_t groups_of(const char *name, gid_t first, gid_t *, size_t capacity);
Result<size_t> own_name(char *out, size_t capacity);

} // namespace tern::user

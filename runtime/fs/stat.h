// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once
#include "fs/path.h"
#include <sys/stat.h>

namespace tern::fs {

Result<> stat_path(Path &, Final, struct stat &);
// `content`: an object of the file whose position nobody uses, where the content may have to be looked at; null: a new one
// is opened for that.
Result<> stat_handle(nt::RawHandle, const Path &, struct stat &, nt::RawHandle content = nullptr);
// `mask`: F_OK 0, or of R_OK 4, W_OK 2, X_OK 1, for the effective ids.
Result<> check_access(Path &, int mask, bool real_ids = false, Final = Final::Follow);

// Where the content decides about execution, it was looked at: `program`.
Result<> stat_facts(nt::RawHandle, const nt::FileFacts &, const Path &, struct stat &, bool program);

timespec to_timespec(int64_t nt_time);
int64_t from_timespec(const timespec &);
uint64_t path_hash(const char *, size_t); // inode where the file system has no ids

// The device number of a volume's files.
dev_t device_of(nt::RawHandle, const Path &);
void fill_fifo(struct stat &);                       // makes a FIFO's of its cookie file's
void fill_directory(struct stat &, uint64_t inode); // a directory that only the mount table has

} // namespace tern::fs

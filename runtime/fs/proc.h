// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// /proc (docs/how/proc.md): what is known of this and other processes as text, made when it is opened.
#pragma once
#include "fs/virtual.h"

namespace tern::fs {

Result<Found> proc_look(const Path &, char *target, size_t capacity, size_t &length);
Result<> proc_stat(const Path &, struct stat &);
Result<fd::FileRef> proc_open(const Path &, int flags);
bool proc_list(const Path &, size_t index, char *name, size_t capacity, mode_t &mode, uint64_t &inode);
// /proc/<own pid>/fd/N and /dev/fd/N: the number; else -1.
int proc_descriptor(const Path &);

} // namespace tern::fs

// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Trees that the runtime makes itself: /dev and /proc.
#pragma once
#include "fd/description.h"
#include "fs/path.h"
#include <sys/stat.h>

namespace tern::fs {

struct VirtualEntry {
  const char *name;
  mode_t mode; // type and permissions
  uint64_t inode;
};

// What is at the path. A link's target goes to `target`.
Result<Found> virtual_look(const Path &, char *target, size_t capacity, size_t &length);
Result<> virtual_stat(const Path &, struct stat &, bool follow = true);
// What a descriptor's entry in /dev/fd or /proc/self/fd points to. 0: no such entry.
int virtual_descriptor(const Path &); // /dev/fd/N, /proc/self/fd/N: N; else -1
size_t virtual_descriptor_target(const Path &, char *out, size_t capacity);
Result<fd::FileRef> virtual_open(const Path &, int flags);
// The index-th entry of a directory of ours. False: no more.
bool virtual_list(const Path &, size_t index, char *name, size_t capacity, mode_t &mode, uint64_t &inode);

// The target of a link of the host's, as far as it can be told: a canonical path. 0: no such link, or no Wine.
// `opened`: what the path opened; null: it is opened for the question.
size_t host_link_target(const Path &, char *out, size_t capacity, nt::RawHandle opened = nullptr);

} // namespace tern::fs

// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// inotify (docs/how/inotify.md).
#pragma once
#include "fd/description.h"

namespace tern::fs {

Result<fd::FileRef> make_inotify(int flags);
// Errors: EINVAL (no inotify, no event that Windows could tell), ENOSPC (too many watches), and those of a path.
Result<int> inotify_watch(fd::Description &, const char *path, uint32_t mask);
Result<> inotify_unwatch(fd::Description &, int watch); // EINVAL

} // namespace tern::fs

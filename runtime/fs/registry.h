// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// /proc/registry: keys are directories, values files (docs/how/proc.md).
#pragma once
#include "fs/path.h"
#include "fs/proc_text.h"

namespace tern::fs {

bool is_registry(const Path &); // below /proc/registry, or it
Found registry_look(const Path &);
// The content of a value. EACCES, EISDIR, ENOENT, ENOMEM.
Result<> registry_text(const Path &, ProcText &);
bool registry_list(const Path &, size_t index, char *name, size_t capacity, bool &directory);

} // namespace tern::fs

// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What the other areas' kinds provide to inheritance and adoption.
#pragma once
#include "fd/description.h"

namespace tern::fd {

// Kinds beyond files, devices and pipes, from what their save() wrote: a row each in fd/other_kinds.cc.
Result<FileRef> load_other_kind(Kind, BlockReader &, const char *data, size_t size);
// A console handle of a native parent.
FileRef adopt_console(nt::Handle, int flags);
// Any handle of a native parent; `which`: 0 input, 1 output, 2 error.
FileRef adopt_native(nt::Handle, unsigned which);

} // namespace tern::fd

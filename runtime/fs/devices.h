// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Memory-like devices: null, zero, full, random.
#pragma once
#include "fd/description.h"

namespace tern::fs {

fd::FileRef make_device(fd::Kind, uint32_t flags);
// Which device a handle that NT calls a null device stands for: Wine calls all memory devices of the host so. It is read
// from, or written nothing to.
fd::Kind memory_device(nt::RawHandle, bool reads);
constexpr dev_t kMemMajor = 1; // as on Linux

} // namespace tern::fs

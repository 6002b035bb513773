// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Memory-like devices: null, zero, full, random.
#pragma once
#include "fd/description.h"

namespace tern::fs {

fd::FileRef make_device(fd::Kind, uint32_t flags);
constexpr dev_t kMemMajor = 1; // as on Linux

} // namespace tern::fs

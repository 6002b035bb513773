// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once
#include "memory/mapping.h"

namespace tern::memory {

// munmap with g_mapping_lock held; `at` and `size` are multiples of the granularity.
Result<> unmap_locked(uintptr_t at, size_t size);

} // namespace tern::memory

// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once
#include <stddef.h>

namespace tern::nt {

// Bytes from the system's cryptographic generator; false when it cannot be had. At most 2 GB.
bool random_bytes(void *, size_t);

} // namespace tern::nt

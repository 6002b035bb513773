// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once
#include <stdint.h>

namespace tern::nt {

uint32_t tls_allocate(); // TlsAlloc: an index, or 0xffffffff

} // namespace tern::nt

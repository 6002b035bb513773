// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "nt/tls.h"
#include "nt/native.h"

namespace tern::nt {

uint32_t tls_allocate() { return TlsAlloc(); }

} // namespace tern::nt

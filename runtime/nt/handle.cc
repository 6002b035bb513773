// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "nt/handle.h"
#include "nt/native.h"

namespace tern::nt {

void close_handle(RawHandle h) {
  if (h && h != kInvalidHandle) NtClose(h);
}

} // namespace tern::nt

// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// NTSTATUS and Win32 error codes to errno: one sorted, tested table (nt/status.cc).
#pragma once
#include "core/result.h"
#include "nt/handle.h"

namespace tern::nt {

Errno errno_of(Status);             // for a status that is not ok(); unknown ones give EIO... see the table
Errno errno_of_win32(uint32_t code); // a GetLastError value
uint32_t last_error();

} // namespace tern::nt

// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once
#include "fs/path.h"
#include <time.h>

namespace tern::fs {

// times: access, modification; null: now. UTIME_NOW and UTIME_OMIT count. Resolution: 100 ns.
Result<> set_file_times(nt::RawHandle, const timespec times[2]);

} // namespace tern::fs

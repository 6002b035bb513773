// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Times and figures of this process.
#pragma once
#include "process/wait.h"
#include <sys/resource.h>

namespace tern::process {

ChildUsage own_usage(); // of all images of the process
void fill_rusage(const ChildUsage &, struct rusage &);

} // namespace tern::process

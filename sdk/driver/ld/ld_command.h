// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once
#include "driver/process.h"

namespace tern {

// Links with the arguments of GNU ld for Cygwin; returns the exit status. "-l?NAME" is a library that may be
// missing. With `verbose` each dropped option is named; --verbose among the arguments shows lld's command,
// too.
int run_linker(const Arguments &args, bool verbose);

} // namespace tern

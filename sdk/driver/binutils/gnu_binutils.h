// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once
#include "driver/process.h"

namespace tern {

// For what LLVM's program cannot do: becomes GNU's x86_64-w64-mingw32-NAME, or ends with `what` and the
// package's name.
[[noreturn]] void execute_gnu(const std::string &name, const Arguments &args, const std::string &what);

} // namespace tern

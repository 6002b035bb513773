// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once
#include "driver/invocation.h"

namespace tern {

// The libraries that -fopenmp, --coverage, -fsanitize= and their like add to the link, as linker arguments. A
// library that the sysroot does not have ends the program with its name: a link that fails in the dark, or a
// program without the feature it was asked for, would be worse.
Arguments instrumentation_libraries(const Invocation &invocation);

} // namespace tern

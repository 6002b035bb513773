// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once
#include "driver/invocation.h"

namespace tern {

// clang's path and the arguments that make it compile for the target; the user's arguments follow them, so
// that they win.
Arguments clang_command(const Invocation &invocation);

} // namespace tern

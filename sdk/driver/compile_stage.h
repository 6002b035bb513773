// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once
#include "driver/invocation.h"

namespace tern {

// clang's path and the arguments that make it compile for the target; the user's arguments follow them, so
// that they win.
Arguments clang_command(const Invocation &invocation);

// A call without a link becomes clang: no second process.
[[noreturn]] void compile_only(const Invocation &invocation);

// Compiles one source of a call that links to an object in the folder of temporary files. Returns clang's
// exit status; `object` is the object's path. With -### the command is only shown.
int compile_source(const Invocation &invocation, const LinkItem &source, std::string &object);

} // namespace tern

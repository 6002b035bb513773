// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once
#include "driver/invocation.h"

namespace tern {

// Compiles a .rc file of a call that links to an object in the folder of temporary files.
int compile_resource(const Invocation &invocation, const std::string &source, std::string &object);

// llvm-windres with the driver as its preprocessor; the caller's arguments follow.
Arguments windres_command(const SdkLayout &sdk);

} // namespace tern

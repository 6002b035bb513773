// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once
#include "driver/invocation.h"

namespace tern {

// Answers the first of -dumpmachine, -print-file-name=X, --version and their like on standard output. Returns
// the exit status, or -1 when the call asks for work. Only `sdk` and `language` of the invocation need to be
// set.
int answer_query(Invocation &invocation, const Arguments &args);

// clang's --version or -v with this target's name instead of LLVM's.
int show_version(const Invocation &invocation, const std::string &option);

} // namespace tern

// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once
#include "driver/invocation.h"

namespace tern {

// Compiles what is source, links everything; returns the exit status.
int compile_and_link(const Invocation &invocation);

// The name of the linked file: -o as it is for DLLs and -r; for programs a.exe, or NAME.exe when the last
// component of NAME has no dot, as GCC does on Cygwin.
std::string linked_name(const CommandLine &command);

} // namespace tern

// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once
#include "driver/sdk_layout.h"

namespace tern {

// With TERN_EXE_LAUNCHER=1 in the environment: leaves beside PROGRAM.exe a shell script PROGRAM that runs it
// with the SDK's runner, so that a Makefile's `./program` works on the build machine. A file PROGRAM that is
// no launcher of ours is kept, with a warning. PROGRAM.exe itself gets a DOS header that a shell can read as a
// script with the same effect, for rules that say `./program.exe` (Automake's tests do).
void leave_launcher(const SdkLayout &sdk, const std::string &exe);

// PATH itself, or PATH.exe where PATH is a launcher of ours or does not exist while PATH.exe does. strip and
// objcopy mean the program when they are given its plain name, as on Cygwin.
std::string behind_launcher(const std::string &path);

} // namespace tern

// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once
#include "driver/process.h"

#include <functional>

namespace tern {

// Runs a command, hands each line of its standard output (without the newline) to `change` and prints what it
// left. Returns the exit status; a reader that goes away ends the command quietly.
int run_filtered(const Arguments &command, const std::function<void(std::string &line)> &change);

} // namespace tern

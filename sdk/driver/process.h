// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once
#include <string>
#include <vector>

namespace tern {

using Arguments = std::vector<std::string>;

// Replaces this process; args[0] is the program's path. Returns only by ending the process with an error.
[[noreturn]] void execute(const Arguments &args);

// Runs a program by posix_spawn and returns its exit status; a program ended by signal N gives 128 + N after
// a message. With `out`, standard output is read into it; with `err`, standard error.
int run(const Arguments &args, std::string *out = nullptr, std::string *err = nullptr);

// Ends the program that run() waits for, if any, and waits for its end. For signal handlers: async-signal-safe.
void end_running_child(int signal);

// The command as a shell would read it, for -### and -v.
std::string shell_line(const Arguments &args, bool quote_all);

} // namespace tern

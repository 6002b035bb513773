// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once
#include <string>
#include <vector>

namespace tern::run {

using Strings = std::vector<std::string>;

// Runs a program in the runner's place: standard streams, terminal and process group are this process's own.
// Returns its exit status, 128+N where signal N ended it, kTimedOut after `timeout` seconds (0 = none). When
// time is up, or the runner is told to end by SIGINT, SIGTERM, SIGHUP or SIGQUIT, everything that the program
// started and that still runs is ended too, and nothing else. What it leaves running at its own end goes on,
// as under a shell.
int run_in_place(const Strings &argv, const Strings &environment, double timeout);

enum Output {
  kQuietOutput, // standard output goes to standard error: the caller's stdout is the program's alone
  kNoTerminal   // no streams, a session of its own: for a server that stays
};

// Runs a helper program and returns its status as a shell sees it, 127 where it cannot be started.
int run_program(const Strings &argv, const Strings &environment, Output output);

// Runs two helpers as a pipeline, standard output of the second into `out`; the second's status, or the
// first's where only that failed.
int run_pipeline(const Strings &first, const Strings &second, std::string &out);

Strings current_environment();

} // namespace tern::run

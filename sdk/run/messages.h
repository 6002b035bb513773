// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once
#include <string>

namespace tern::run {

// The runner's own exit statuses, those of env(1), nohup(1) and timeout(1): a caller can tell a test that
// failed from a test that never started.
enum ExitStatus { kTimedOut = 124, kRunnerFailed = 125, kNotExecutable = 126, kNotFound = 127 };

void note(const std::string &text);
[[noreturn]] void fail(int status, const std::string &text);
// With ": " and the text of errno behind it.
[[noreturn]] void fail_errno(int status, const std::string &text);

} // namespace tern::run

// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Splitting a native command line (pure code, tested and fuzzed on the host too).
#pragma once
#include <stddef.h>

namespace tern::startup {

struct SplitArgument {
  bool unquoted_wildcard; // * ? [ stood outside quotes
};

// The rules of Microsoft's C runtime ("Parsing C command-line arguments"): blanks separate; "..." quotes; 2n
// backslashes before a quote are n backslashes, 2n+1 are n and a literal quote; "" inside quotes is a quote. The first
// argument, the program, knows no backslash escapes.
class CommandLineSplitter {
  const char *p_;
  bool first_ = true;

public:
  explicit CommandLineSplitter(const char *line) : p_(line) {}
  // Writes the next argument, NUL-terminated, to `out` (room for the rest of the line and 1); false at the end.
  bool next(char *out, SplitArgument &);
};

} // namespace tern::startup

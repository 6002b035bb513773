// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once
#include <string>
#include <string_view>

namespace tern {

// What becomes of an option of GNU ld.
enum class LdAction {
  Pass,    // lld has it
  Drop,    // ELF's, or without effect on what is linked
  Refuse,  // would change the program and cannot be had
  Special, // this program's own work
};

struct LdOption {
  std::string_view name; // without dashes
  bool takes_value;
  LdAction action;
};

// The parts of one argument: `-Map=x`, `--Map x`, `-lfoo`.
struct LdArgument {
  LdOption option;
  std::string value;
  bool has_value; // joined or after "="; else the next argument is the value where one is taken
};

// Finds the option of an argument that begins with a dash. One that is not known is passed on to lld as it
// is.
LdArgument classify_ld_argument(const std::string &arg);

} // namespace tern

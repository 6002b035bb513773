// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/invocation.h"

namespace tern {

Language language_of(const std::string &program) {
  if (program.ends_with("++")) return Language::Cxx;
  return program.ends_with("-cpp") || program == "cpp" ? Language::Preprocessor : Language::C;
}

} // namespace tern

// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once
#include <string_view>

namespace tern {

// How an option takes its value.
enum class Value {
  None,     // -c
  Separate, // -Xlinker X
  Joined,   // -Wl,X
  Either,   // -oX or -o X
};

// Who reads an option.
enum class Role {
  Compile, // clang; not looked at here
  Link,    // the link stage only: a call that only compiles drops it in silence, as GCC does
  Both,    // clang and the link stage
  Driver,  // this program only
  Stage,   // ends before the link: -c, -S, -E, ...
};

struct Option {
  std::string_view name;
  Value value;
  Role role;
};

// The option that `arg` begins with, the longest name first; an unknown one is for clang and takes no
// separate value.
Option find_option(std::string_view arg);

} // namespace tern

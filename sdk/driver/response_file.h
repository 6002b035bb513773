// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once
#include "driver/process.h"

#include <string_view>

namespace tern {

// Splits text as GNU's tools split @file: blanks separate, single and double quotes hold together, a
// backslash takes the next character as it is.
Arguments split_arguments(std::string_view text);

// Replaces each @file by what the file holds, nested files included; an @name that cannot be read stays as it
// is.
Arguments expand_response_files(const Arguments &args);

// Arguments that exceed what one process may be given go to a file (its path in `file`, inside the call's
// folder of temporary files) and the command becomes "program @file".
Arguments shorten_command(const Arguments &command);

} // namespace tern

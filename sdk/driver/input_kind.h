// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once
#include <string>

namespace tern {

enum class InputKind { Source, Header, Resource, Linker };

// By the file's suffix, as GCC does; what no compiler knows goes to the linker. "-" is a source.
InputKind input_kind(const std::string &path);

} // namespace tern

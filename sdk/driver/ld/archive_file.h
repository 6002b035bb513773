// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once
#include <functional>
#include <string>
#include <string_view>

namespace tern {

bool is_archive(std::string_view file);

// Calls `visit` with the bytes of each member but the tables; members of a thin archive are read from their
// files. Stops at a damaged header.
void for_each_member(const std::string &path, std::string_view archive,
                     const std::function<void(std::string_view member)> &visit);

} // namespace tern

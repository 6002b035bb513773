// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once
#include <optional>
#include <string>
#include <vector>

namespace tern::run {

enum class FileKind { kMissing, kUnreadable, kScript, kElf, kOther, kPe };

// What a file begins with. kPe means a PE image for x86-64, whatever its subsystem.
FileKind kind_of_file(const std::string &path);

// Names of the DLLs that a PE image imports, in its own order and spelling; nothing where it is damaged.
// Reads only the headers and the import table, because it happens at each start (about 30 us).
std::optional<std::vector<std::string>> read_pe_imports(const std::string &path);

} // namespace tern::run

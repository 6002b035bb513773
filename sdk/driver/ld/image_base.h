// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once
#include <cstdint>
#include <string>

namespace tern {

constexpr uint64_t kProgramBase = 0x100400000;

// Where a DLL of this file name is linked: one of 2^20 places, 2 MB apart, from 0x10000000000 on, chosen by a
// hash of the name. fork needs images at the same address in parent and child, and there is no ASLR to spread
// them. Upper and lower case do not count, as for the loader.
uint64_t dll_base(const std::string &file_name);

std::string hexadecimal(uint64_t value);

} // namespace tern

// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once
#include "tern/pe_image.h"
#include <cstdint>
#include <string>
#include <vector>

namespace tern {

// The range that DLLs get bases in, in slots of 2 MB: the same that the driver links them to.
constexpr uint64_t kFirstDllBase = 0x100'0000'0000, kEndOfDllBases = 0x300'0000'0000, kDllSlot = 0x20'0000;

// Gives DLLs new bases until no two of the images overlap. Those that come first, those that cannot move, and
// tern1.dll keep theirs. The outcome depends only on the images' names, bases and sizes. False with a message
// where two images that cannot move overlap.
bool separate_bases(const std::vector<PeImage *> &images, std::string &error);

std::string hexadecimal(uint64_t value);

// The command: with `base` for one file, else separate_bases for all; only reports with `check`. Exit status.
int rebase_command(const std::vector<std::string> &files, const std::string &base, bool check);

} // namespace tern

// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once
#include "driver/ld/auto_export.h"

namespace tern {

// A weak reference does not make lld look into an import library: the symbol would be null although a DLL on
// the command line has it, and `extern thread_local` with a constructor in another DLL would never be
// initialised (its initialiser is referenced weakly). Returns an archive of the import objects that such
// references need, to be linked whole and before everything else; an empty string where there are none.
// Definitions in the program still win. Functions only: lld binds data in another way.
std::string weak_import_archive(const std::vector<LinkerInput> &inputs);

} // namespace tern

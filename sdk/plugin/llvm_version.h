// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once
#include "llvm/Config/llvm-config.h"

// The plugin replaces entries of a C++ virtual table and reads protected members: that is only right for
// the headers it was compiled with. From LLVM 22 on clang needs no mending for this target.
#if LLVM_VERSION_MAJOR != 19
#error "the clang plugin is written for LLVM 19; compile it with libclang-19-dev and llvm-19-dev"
#endif

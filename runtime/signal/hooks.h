// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once
#include "core/hooks.h"

namespace tern {
extern const Hook kSignalHook;
}

// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/view.h"

namespace tern {

constinit ProcessView g_process_view{};

} // namespace tern

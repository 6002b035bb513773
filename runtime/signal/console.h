// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

namespace tern::signal {
void init_console(); // Ctrl-C and its like become signals of this process
}

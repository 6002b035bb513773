// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/binutils/tools.h"
#include "driver/resource_stage.h"

namespace tern {

int run_windres(const Arguments &args) {
  Arguments command = windres_command(find_sdk());
  command.insert(command.end(), args.begin(), args.end());
  execute(command);
}

} // namespace tern

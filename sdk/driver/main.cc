// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/diagnostics.h"
#include "driver/invocation.h"

int main(int argc, char **argv) {
  if (argc > 0) tern::set_program_name(argv[0]);
  return tern::run_driver(tern::Arguments(argv + (argc > 0), argv + argc));
}

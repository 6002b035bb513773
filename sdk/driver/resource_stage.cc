// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/resource_stage.h"

#include "driver/file_io.h"
#include "driver/llvm_programs.h"
#include "driver/temporary_files.h"

#include <cstdio>

namespace tern {

Arguments windres_command(const SdkLayout &sdk) {
  return {find_llvm("llvm-windres"),
          "--target=pe-x86-64",
          "--preprocessor=" + sdk.bin + "/" TERN_TRIPLE "-clang",
          "--preprocessor-arg=-E",
          "--preprocessor-arg=-xc",
          "--preprocessor-arg=-DRC_INVOKED=1"};
}

int compile_resource(const Invocation &invocation, const std::string &source, std::string &object) {
  object = temporary_file(stem_of(source), ".o");
  Arguments args = windres_command(invocation.sdk);
  args.insert(args.end(), {"-O", "coff", "-i", source, "-o", object});
  // Of the compiler's options a resource script knows macros and header folders.
  for (const std::string &flag : invocation.command.compile_flags)
    if (flag.size() > 2 && (flag.starts_with("-D") || flag.starts_with("-I"))) args.push_back(flag);
  if (invocation.command.verbose || invocation.command.dry_run)
    std::fprintf(stderr, "%s\n", shell_line(args, invocation.command.dry_run).c_str());
  return invocation.command.dry_run ? 0 : run(args);
}

} // namespace tern

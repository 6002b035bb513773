// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/instrumentation.h"

#include "driver/diagnostics.h"
#include "driver/file_io.h"

namespace tern {
namespace {

std::string need(const Invocation &invocation, std::initializer_list<const char *> names,
                 const std::string &feature, const std::string &advice) {
  for (const char *name : names) {
    std::string path = invocation.sysroot + "/usr/lib/" + name;
    if (is_file(path)) return path;
  }
  fatal(feature + " needs " + *names.begin() + ", which this sysroot does not have" + advice);
}

} // namespace

Arguments instrumentation_libraries(const Invocation &invocation) {
  const Instrumentation &wanted = invocation.command.instrumentation;
  Arguments result;
  if (wanted.openmp) result.push_back(need(invocation, {"libomp.dll.a", "libomp.a"}, "-fopenmp", ""));
  if (wanted.profile)
    result.push_back(need(invocation, {"libclang_rt.profile.a"}, "profiling or coverage", ""));
  if (wanted.gprof)
    fatal("-pg is not supported: there is no profiling start-up code (gcrt0.o) for " TERN_TRIPLE);
  if (!wanted.sanitizers.empty() && !wanted.sanitizers_trap)
    result.push_back(need(invocation, {"libclang_rt.ubsan_standalone.a"}, "-fsanitize=" + wanted.sanitizers,
                          "; -fsanitize=undefined works without it together with -fsanitize-trap=undefined"));
  return result;
}

} // namespace tern

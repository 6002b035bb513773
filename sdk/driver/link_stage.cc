// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// GCC's arguments become those of GNU ld for Cygwin, which ld/ translates for lld. The line between the two
// is what -v and -### show: libtool and CMake read libraries and start files from it.
#include "driver/link_stage.h"

#include "driver/compile_stage.h"
#include "driver/diagnostics.h"
#include "driver/exe_launcher.h"
#include "driver/file_io.h"
#include "driver/instrumentation.h"
#include "driver/ld/ld_command.h"
#include "driver/resource_stage.h"

#include <cstdio>

namespace tern {
namespace {

bool wants_cxx(const Invocation &invocation) {
  return invocation.language == Language::Cxx && !invocation.command.link.no_libcxx;
}

void add_start_file(const Invocation &invocation, Arguments &args) {
  const LinkOptions &link = invocation.command.link;
  if (link.no_start_files || link.relocatable) return;
  std::string path = invocation.sysroot + "/usr/lib/" + (link.shared ? "dllcrt1.o" : "crt1.o");
  if (!is_file(path)) fatal("cannot find " + path + ": the sysroot is incomplete");
  args.push_back(path);
}

// Libraries that are linked when the sysroot has them: the C++ runtime is built with this driver, too.
void add_present(const Invocation &invocation, bool static_only, std::initializer_list<const char *> names,
                 Arguments &args) {
  bool change = static_only && !invocation.command.link.static_libraries;
  Arguments found;
  for (const char *name : names) {
    std::string path = invocation.sysroot + "/usr/lib/lib" + name;
    if (is_file(path + ".a") || is_file(path + ".dll.a")) found.push_back(std::string("-l") + name);
  }
  if (found.empty()) return;
  if (change) args.push_back("-Bstatic");
  args.insert(args.end(), found.begin(), found.end());
  if (change) args.push_back("-Bdynamic");
}

void add_default_libraries(const Invocation &invocation, Arguments &args) {
  const LinkOptions &link = invocation.command.link;
  if (link.no_default_libs || link.relocatable) return;
  if (wants_cxx(invocation)) add_present(invocation, link.static_libcxx, {"c++", "c++abi"}, args);
  add_present(invocation, link.static_libgcc, {"unwind"}, args);
  if (!link.no_libc) args.push_back("-lcygwin");
  args.push_back("-lclang_rt.builtins");
  if (link.no_libc) return;
  // What GCC's specs for Cygwin name; an import library costs a program nothing that it does not call.
  if (link.subsystem == Subsystem::Windows) add_present(invocation, false, {"gdi32", "comdlg32"}, args);
  add_present(invocation, false, {"advapi32", "shell32", "user32"}, args);
  args.insert(args.end(), {"-lkernel32", "-lntdll"});
}

void add_mode(const CommandLine &command, Arguments &args) {
  const LinkOptions &link = command.link;
  if (link.relocatable) args.push_back("-r");
  if (link.shared) args.push_back("--shared");
  if (link.static_libraries) args.push_back("-Bstatic");
  if (link.export_dynamic) args.push_back("--export-dynamic");
  if (link.strip) args.push_back("-s");
  if (link.subsystem != Subsystem::Default)
    args.insert(args.end(), {"--subsystem", link.subsystem == Subsystem::Windows ? "windows" : "console"});
  const std::string &level = command.instrumentation.lto_level;
  if (command.instrumentation.lto && !level.empty())
    args.push_back(std::string("--lto-O") + (level == "0" || level == "1" || level == "3" ? level : "2"));
}

// The objects of the call in the order of its command line. Returns clang's status.
int add_items(const Invocation &invocation, Arguments &args) {
  for (const LinkItem &item : invocation.command.items) {
    std::string path = item.text;
    if (item.kind == LinkItem::Source) {
      if (int status = compile_source(invocation, item, path); status != 0) return status;
    } else if (item.kind == LinkItem::Resource) {
      if (int status = compile_resource(invocation, item.text, path); status != 0) return status;
    }
    args.push_back(path);
  }
  return 0;
}

Arguments linker_arguments(const Invocation &invocation, const std::string &output, int &status) {
  Arguments args = {"--sysroot=" + invocation.sysroot, "-m", "i386pep"};
  add_mode(invocation.command, args);
  args.insert(args.end(), {"-o", output});
  add_start_file(invocation, args);
  status = add_items(invocation, args);
  if (status != 0) return args;
  for (const std::string &library : instrumentation_libraries(invocation)) args.push_back(library);
  for (const std::string &prefix : staging_prefixes()) args.push_back("-L" + prefix + "/lib");
  args.push_back("-L" + invocation.sysroot + "/usr/lib");
  add_default_libraries(invocation, args);
  return args;
}

void show_command(const Invocation &invocation, const Arguments &args) {
  Arguments shown = {invocation.sdk.bin + "/" TERN_TRIPLE "-ld"};
  shown.insert(shown.end(), args.begin(), args.end());
  std::fprintf(stderr, "%s\n", shell_line(shown, invocation.command.dry_run).c_str());
}

} // namespace

std::string linked_name(const CommandLine &command) {
  if (command.output.empty()) return command.link.relocatable ? "a.out" : "a.exe";
  std::string name = base_name(command.output);
  bool program = !command.link.shared && !command.link.relocatable;
  bool device = exists(command.output) && command.output.starts_with("/dev/");
  return program && !device && name.find('.') == std::string::npos ? command.output + ".exe" : command.output;
}

int compile_and_link(const Invocation &invocation) {
  const CommandLine &command = invocation.command;
  std::string output = linked_name(command);
  int status = 0;
  Arguments args = linker_arguments(invocation, output, status);
  if (status != 0) return status;
  if (command.verbose || command.dry_run) show_command(invocation, args);
  if (command.dry_run) return 0;
  status = run_linker(args, command.verbose);
  if (status != 0) {
    std::fprintf(stderr, "collect2: error: ld returned %d exit status\n", status);
    return 1;
  }
  if (!command.link.shared && !command.link.relocatable) leave_launcher(invocation.sdk, output);
  return 0;
}

} // namespace tern

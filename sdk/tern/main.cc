// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// tern: one command for what the SDK does beside compiling. docs/using.md is the user's guide.
#include "run/host_paths.h"
#include "tern/build_env.h"
#include "tern/bundle.h"
#include "tern/dll_closure.h"
#include "tern/doctor.h"
#include "tern/rebase.h"
#include <CLI/CLI.hpp>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <unistd.h>

namespace {

int execute_runner(const std::vector<std::string> &args) {
  std::string runner = tern::run::find_host_paths().sdk + "/bin/x86_64-pc-cygwin-run";
  std::vector<char *> argv = {runner.data()};
  for (const std::string &arg : args) argv.push_back(const_cast<char *>(arg.c_str()));
  argv.push_back(nullptr);
  execv(argv[0], argv.data());
  fprintf(stderr, "tern run: %s: %s\n", runner.c_str(), strerror(errno));
  return 125;
}

// x86_64-pc-cygwin-ldd, in the form of the ldd of glibc and Cygwin: scripts read "NAME => PATH (ADDRESS)".
int ldd_command(const std::vector<std::string> &files) {
  tern::run::HostPaths paths = tern::run::find_host_paths();
  int status = 0;
  for (const std::string &file : files) {
    tern::DllClosure closure;
    std::string error;
    if (files.size() > 1) printf("%s:\n", file.c_str());
    if (!tern::find_closure({file}, tern::default_dll_folders(paths.sysroot), paths.sysroot, closure,
                            error)) {
      fprintf(stderr, "x86_64-pc-cygwin-ldd: %s\n", error.c_str());
      status = 1;
      continue;
    }
    for (size_t i = 1; i < closure.images.size(); ++i) {
      const tern::PeImage &image = *closure.images[i];
      printf("\t%s => %s (%s)\n", image.path().substr(image.path().rfind('/') + 1).c_str(),
             image.path().c_str(), tern::hexadecimal(image.base()).c_str());
    }
    for (const std::string &name : closure.system) printf("\t%s => Windows\n", name.c_str());
    for (const tern::Unresolved &missing : closure.unresolved)
      printf("\t%s => not found\n", missing.dll.c_str());
    if (!closure.unresolved.empty()) status = 1;
  }
  return status;
}

int ldd_main(int argc, char **argv) {
  if (argc > 1 && strcmp(argv[1], "--version") == 0)
    return puts("x86_64-pc-cygwin-ldd (Tern) " TERN_VERSION) < 0;
  if (argc < 2 || argv[1][0] == '-') {
    fprintf(argc < 2 ? stderr : stdout,
            "usage: x86_64-pc-cygwin-ldd FILE...\nLists the DLLs that PE files need.\n");
    return argc < 2 || strcmp(argv[1], "--help") != 0 ? 2 : 0;
  }
  return ldd_command({argv + 1, argv + argc});
}

void add_bundle(CLI::App &app, tern::BundleOptions &options) {
  CLI::App *command = app.add_subcommand("bundle", "Put programs and all they need into one folder");
  command->add_option("files", options.files, "Programs, and DLLs that they load at run time")->required();
  command->add_option("-o,--output", options.out, "The folder")->required();
  command
      ->add_option("-L,--search", options.folders,
                   "A folder with DLLs, searched before the SDK's; repeatable")
      ->allow_extra_args(false);
  command->add_option("--layout", options.layout, "flat: images in the folder itself; bin: in its bin")
      ->check(CLI::IsMember({"flat", "bin"}));
  command->add_flag("--only-dlls", options.only_dlls, "Images only: no shell, data or licences");
  command->add_flag("!--no-sh", options.with_sh, "Without /bin/sh");
  command->add_flag("!--no-terminfo", options.with_terminfo, "Without the terminal database");
  command->add_flag("!--no-zoneinfo", options.with_zoneinfo, "Without time zones");
}

} // namespace

int main(int argc, char **argv) {
  std::string_view called = argv[0];
  if (called.substr(called.rfind('/') + 1) == "x86_64-pc-cygwin-ldd") return ldd_main(argc, argv);
  // All that follows "run" is the program's; no option parser may look at it.
  if (argc > 1 && strcmp(argv[1], "run") == 0) return execute_runner({argv + 2, argv + argc});

  CLI::App app{"Tern: builds Unix programs for Windows on Linux, and runs them"};
  app.require_subcommand(1);
  std::string staging, shell = "sh", base;
  std::vector<std::string> files;
  bool check = false;
  tern::BundleOptions bundle;

  CLI::App *build_env =
      app.add_subcommand("build-env", "Print commands that set up a shell for cross-building");
  build_env->add_option("--staging", staging, "A tree that packages are installed into with DESTDIR");
  build_env->add_option("--shell", shell, "sh or fish")->check(CLI::IsMember({"sh", "fish"}));
  app.add_subcommand("run", "Run a program of the target (x86_64-pc-cygwin-run)");
  add_bundle(app, bundle);
  CLI::App *rebase =
      app.add_subcommand("rebase", "Give DLLs preferred addresses that do not overlap, in place");
  rebase->add_option("files", files, "PE files")->required();
  rebase->add_option("--base", base, "This address, for one file");
  rebase->add_flag("--check", check, "Only list them, status 1 where two overlap");
  CLI::App *doctor = app.add_subcommand("doctor", "Check this machine and this SDK");
  CLI::App *version = app.add_subcommand("version", "Print the version");
  app.add_flag_callback(
      "--version",
      [] {
        puts("tern " TERN_VERSION);
        throw CLI::Success();
      },
      "Print the version");

  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError &problem) {
    return app.exit(problem) == 0 ? 0 : 2;
  }
  if (*build_env) return tern::build_env_command(staging, shell);
  if (*rebase) return tern::rebase_command(files, base, check);
  if (*doctor) return tern::doctor_command();
  if (*version) return puts("tern " TERN_VERSION) < 0;
  return tern::bundle_command(bundle);
}

// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "tern/doctor.h"
#include "run/host_paths.h"
#include "run/ssh.h"
#include "tern/rebase.h"
#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

namespace tern {
namespace {

namespace fs = std::filesystem;

struct Outcome {
  int status;
  std::string output; // both streams
};

std::string shell_word(const std::string &text) {
  return run::quote_for_posix_shell(text);
}

Outcome shell(const std::string &command) {
  Outcome outcome{127, ""};
  FILE *pipe = popen(("{ " + command + "; } 2>&1 </dev/null").c_str(), "r");
  if (!pipe) return outcome;
  char buffer[4096];
  for (size_t n; (n = fread(buffer, 1, sizeof buffer, pipe)) > 0;) outcome.output.append(buffer, n);
  int status = pclose(pipe);
  outcome.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  while (!outcome.output.empty() && outcome.output.back() == '\n') outcome.output.pop_back();
  return outcome;
}

std::string first_line(const std::string &text) {
  return text.substr(0, text.find('\n'));
}

class Doctor {
 public:
  Doctor() : paths_(run::find_host_paths()) {}
  int examine();

 private:
  void good(const std::string &what) { printf("ok    %s\n", what.c_str()); }
  void warn(const std::string &what) { printf("warn  %s\n", what.c_str()); }
  void bad(const std::string &what, const std::string &cure) {
    printf("FAIL  %s\n      %s\n", what.c_str(), cure.c_str());
    failed_ = true;
  }
  void check_llvm();
  void check_sysroot();
  void check_bases();
  bool check_compiler();
  void check_wine();
  void check_run();
  void check_fork_protection();

  run::HostPaths paths_;
  fs::path work_;
  bool failed_ = false, ran_ = false;
};

void Doctor::check_llvm() {
  const std::string major = std::to_string(TERN_LLVM_MAJOR);
  std::string folder = "/usr/lib/llvm-" + major + "/bin/";
  for (const auto &[program, package] :
       std::vector<std::pair<std::string, std::string>>{{"clang", "clang"},
                                                        {"ld.lld", "lld"},
                                                        {"llvm-ar", "llvm"},
                                                        {"llvm-objcopy", "llvm"},
                                                        {"llvm-windres", "llvm"}}) {
    std::string path =
        access((folder + program).c_str(), X_OK) == 0 ? folder + program : program + "-" + major;
    Outcome version = shell(shell_word(path) + " --version | head -n 2");
    if (version.output.find(" " + major + ".") != std::string::npos)
      good(program + ": " + first_line(version.output));
    else if (program == "llvm-windres" && version.status == 0 && access(path.c_str(), X_OK) == 0)
      good(program);
    else
      bad(program + " " + major + " is missing", "install Debian's package " + package + "-" + major);
  }
}

void Doctor::check_sysroot() {
  const std::vector<std::pair<const char *, const char *>> parts = {
      {"usr/include/stdio.h", "C headers"},
      {"usr/include/w32api/windows.h", "Win32 headers"},
      {"usr/include/c++/v1/vector", "C++ headers"},
      {"usr/lib/crt1.o", "start-up objects"},
      {"usr/lib/libcygwin.a", "the runtime's import library"},
      {"usr/lib/libclang_rt.builtins.a", "compiler-rt builtins"},
      {"bin/tern1.dll", "the runtime"}};
  int missing = 0;
  for (const auto &[file, what] : parts)
    if (!fs::exists(fs::path(paths_.sysroot) / file)) {
      bad(std::string(what) + ": " + paths_.sysroot + "/" + file + " is missing",
          "build or unpack the SDK again");
      ++missing;
    }
  if (!missing) good("sysroot " + paths_.sysroot);
  if (!fs::exists(fs::path(paths_.sysroot) / "bin/sh.exe"))
    warn("no target shell (sysroot/bin/sh.exe): system() and popen() of target programs will fail");
}

void Doctor::check_bases() {
  std::vector<std::unique_ptr<PeImage>> images;
  std::error_code code;
  std::string error;
  size_t before = images.size();
  for (const auto &entry : fs::directory_iterator(paths_.sysroot + "/bin", code)) {
    if (entry.path().extension() != ".dll") continue;
    images.push_back(PeImage::open(entry.path(), error));
    if (!images.back()) {
      bad(error, "build or unpack the SDK again");
      return;
    }
  }
  for (size_t i = before; i < images.size(); ++i)
    for (size_t k = before; k < i; ++k)
      if (images[i]->base() < images[k]->base() + images[k]->size() &&
          images[k]->base() < images[i]->base() + images[i]->size()) {
        bad(images[i]->path() + " and " + images[k]->path() + " overlap in memory",
            "tern rebase " + images[i]->path());
        return;
      }
  good(std::to_string(images.size()) + " DLLs of the SDK have places of their own");
}

bool Doctor::check_compiler() {
  std::string compiler = paths_.sdk + "/bin/x86_64-pc-cygwin-clang";
  std::ofstream(work_ / "a.c") << "#include <stdio.h>\nstatic __thread int value = 7;\n"
                                  "int main(void) { printf(\"hello %d\\n\", value); return value; }\n";
  // A thread-local variable compiles only with the plugin.
  Outcome compiled = shell("cd " + shell_word(work_) + " && " + shell_word(compiler) + " -c a.c -o a.o");
  if (compiled.status != 0) {
    bad("the compiler does not work: " + first_line(compiled.output),
        "the plugin (lib/tern) may not fit this clang; see docs/how/plugin.md");
    return false;
  }
  good("compiler and plugin");
  Outcome linked = shell("cd " + shell_word(work_) + " && " + shell_word(compiler) + " a.o -o a.exe");
  if (linked.status == 0) {
    good("linker");
    return true;
  }
  bad("linking fails: " + first_line(linked.output), "see above; the whole command: " + compiler + " -v a.o");
  return false;
}

void Doctor::check_wine() {
  Outcome version = shell("WINEDEBUG=-all wine --version");
  if (version.status != 0) {
    bad("no Wine",
        "install Debian's packages wine and wine64, or set TERN_RUN=ssh:HOST to run on a Windows machine");
    return;
  }
  good("Wine: " + first_line(version.output));
  if (access((paths_.sdk + "/libexec/tern/prefix").c_str(), X_OK) != 0)
    bad(paths_.sdk + "/libexec/tern/prefix is missing", "build or unpack the SDK again");
}

void Doctor::check_run() {
  Outcome prepared = shell(shell_word(paths_.sdk + "/bin/x86_64-pc-cygwin-run") + " --prepare");
  if (prepared.status != 0) {
    bad("the Wine prefix cannot be prepared: " + first_line(prepared.output),
        "set TERN_WINEPREFIX to a new folder");
    return;
  }
  good("Wine prefix");
  if (!fs::exists(work_ / "a.exe")) return;
  Outcome ran = shell(shell_word(paths_.sdk + "/bin/x86_64-pc-cygwin-run") + " --timeout 30 " +
                      shell_word(work_ / "a.exe"));
  if (ran.status == 7 && ran.output.find("hello 7") == 0)
    ran_ = true, good("a program runs");
  else
    bad("a program ends with status " + std::to_string(ran.status) +
            " instead of 7: " + first_line(ran.output),
        "x86_64-pc-cygwin-run --trace FILE PROGRAM shows what it did");
}

// Asked of the runtime itself, in the place where programs run.
void Doctor::check_fork_protection() {
  if (!ran_) return;
  std::ofstream(work_ / "p.c") << "int __tern_fork_protection(void);\n"
                                  "int main(void) { return 40 + __tern_fork_protection(); }\n";
  std::string compiler = paths_.sdk + "/bin/x86_64-pc-cygwin-clang";
  if (shell("cd " + shell_word(work_) + " && " + shell_word(compiler) + " p.c -o p.exe").status != 0) return;
  const std::string what = "fork of programs whose files are replaced while they run: ";
  switch (shell(shell_word(paths_.sdk + "/bin/x86_64-pc-cygwin-run") + " --timeout 30 " + shell_word(work_ / "p.exe")).status) {
    case 40: good(what + "off (mkdir -m 1777 /var/run/ternfork there turns it on)"); break;
    case 41: warn(what + "off, because /var/run/ternfork is not on NTFS"); break;
    case 42: warn(what + "off, because /var/run/ternfork belongs neither to you nor to the system"); break;
    case 43: good(what + "on"); break;
    case 44: good(what + "on, and forced by /var/run/ternfork/.needed"); break;
    default: warn(what + "unknown");
  }
}

int Doctor::examine() {
  std::string folder = fs::temp_directory_path() / "tern-doctor-XXXXXX";
  if (!mkdtemp(folder.data())) {
    perror(folder.c_str());
    return 1;
  }
  work_ = folder;
  printf("Tern %s in %s\n", TERN_VERSION, paths_.sdk.c_str());
  check_llvm();
  check_sysroot();
  check_bases();
  check_compiler();
  check_wine();
  check_run();
  check_fork_protection();
  std::error_code code;
  fs::remove_all(work_, code);
  return failed_ ? 1 : 0;
}

} // namespace

int doctor_command() {
  return Doctor().examine();
}

} // namespace tern

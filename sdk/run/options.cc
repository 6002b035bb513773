// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "run/options.h"
#include "run/messages.h"
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <string_view>

namespace tern::run {
namespace {

constexpr const char kHelp[] =
    R"(usage: x86_64-pc-cygwin-run [option]... PROGRAM [ARGUMENT]...
Runs a program built for x86_64-pc-cygwin under Wine, or on a Windows machine.

  --timeout SECONDS  end the program and all it started after that time (status 124)
  --env NAME=VALUE   set a variable for the program only
  --tools FOLDERS    target programs to lay over the SDK's in /bin and /usr/bin (a list with colons)
  --launched-as NAME what the program was called by (a launcher's $0); else PROGRAM is
  --trace FILE       have the runtime write a trace of system calls to FILE
  --ssh HOST         run on HOST over ssh; HOST is what ssh takes
  --debug-port PORT  start the program stopped, for gdb's "target remote localhost:PORT"
  --prepare          make the Wine prefix and start its server, run nothing
  --stop             end the Wine server of the prefix and all that runs in it
  --verbose          say on standard error what is run, and how
  --help, --version

Environment: TERN_RUN=ssh:HOST, TERN_RUN_TIMEOUT, TERN_WINEPREFIX, TERN_WINE, TERN_CACHE, TERN_STAGING,
TERN_TOOLS, TERN_PATH, TERN_FSTAB, TERN_TRACE, WINEDEBUG. Exit status: the program's; 128+N where it died by signal N;
124 time is up, 125 the runner failed, 126 not a program for this target, 127 no such program.
)";

[[noreturn]] void wrong_use(const std::string &text) {
  fail(kRunnerFailed, text + " (see --help)");
}

double parse_seconds(const std::string &text, const char *origin) {
  char *end = nullptr;
  double seconds = strtod(text.c_str(), &end);
  if (end == text.c_str() || *end || !std::isfinite(seconds) || seconds < 0)
    wrong_use(std::string(origin) + ": '" + text + "' is not a number of seconds");
  return seconds;
}

void set_assignment(Options &options, const std::string &text) {
  size_t equals = text.find('=');
  if (equals == std::string::npos || equals == 0) wrong_use("--env: '" + text + "' is not NAME=VALUE");
  options.environment.emplace_back(text.substr(0, equals), text.substr(equals + 1));
}

void read_environment(Options &options, bool have_timeout) {
  const char *timeout = getenv("TERN_RUN_TIMEOUT");
  if (!have_timeout && timeout && *timeout) options.timeout = parse_seconds(timeout, "TERN_RUN_TIMEOUT");
  std::string_view where = getenv("TERN_RUN") ? getenv("TERN_RUN") : "";
  if (!options.ssh_host.empty() || where.empty() || where == "wine") return;
  if (where.substr(0, 4) != "ssh:" || where.size() == 4)
    wrong_use("TERN_RUN: '" + std::string(where) + "' is neither 'wine' nor 'ssh:HOST'");
  options.ssh_host = where.substr(4);
}

} // namespace

Options parse_options(int argc, char **argv) {
  Options options;
  bool have_timeout = false;
  int i = 1;
  // Takes "--name VALUE" and "--name=VALUE".
  auto value_of = [&](std::string_view name, std::string &value) {
    std::string_view arg = argv[i];
    if (arg.substr(0, name.size()) != name) return false;
    if (arg.size() > name.size() && arg[name.size()] == '=') {
      value = arg.substr(name.size() + 1);
      return true;
    }
    if (arg.size() != name.size()) return false;
    if (i + 1 >= argc) wrong_use(std::string(name) + " wants a value");
    value = argv[++i];
    return true;
  };
  for (; i < argc && argv[i][0] == '-'; ++i) {
    std::string_view arg = argv[i];
    std::string value;
    if (arg == "--") {
      ++i;
      break;
    }
    if (arg == "--help") {
      fputs(kHelp, stdout);
      exit(0);
    }
    if (arg == "--version") {
      puts("x86_64-pc-cygwin-run (Tern) " TERN_VERSION);
      exit(0);
    }
    if (arg == "--stop")
      options.action = Options::kStop;
    else if (arg == "--prepare")
      options.action = Options::kPrepare;
    else if (arg == "--verbose")
      options.verbose = true;
    else if (value_of("--timeout", value)) {
      options.timeout = parse_seconds(value, "--timeout");
      have_timeout = true;
    } else if (value_of("--debug-port", value)) {
      options.debug_port = atoi(value.c_str());
      if (options.debug_port < 1 || options.debug_port > 65535)
        wrong_use("--debug-port: '" + value + "' is no port");
    } else if (value_of("--env", value))
      set_assignment(options, value);
    else if (value_of("--ssh", options.ssh_host) || value_of("--trace", options.trace) ||
             value_of("--tools", options.tools) ||
             value_of("--launched-as", options.launched_as))
      continue;
    else
      wrong_use("unknown option '" + std::string(arg) + "'");
  }
  read_environment(options, have_timeout);
  if (options.action != Options::kRun) return options;
  if (i >= argc) wrong_use("no program named");
  options.program = argv[i];
  options.args.assign(argv + i + 1, argv + argc);
  return options;
}

} // namespace tern::run

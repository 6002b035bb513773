// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "run/ssh.h"
#include "run/messages.h"
#include "run/process_tree.h"
#include <cstdlib>
#include <cstring>
#include <unistd.h>

namespace tern::run {
namespace {

struct Remote {
  Strings ssh;        // the command up to the host's name
  std::string folder; // in the user's home there
  bool is_cmd = false;

  std::string quote(const std::string &text) const {
    return is_cmd ? quote_for_cmd(text) : quote_for_posix_shell(text);
  }
  Strings command(const std::string &line) const {
    Strings result = ssh;
    result.push_back(line);
    return result;
  }
};

std::string find_in_path(const std::string &name) {
  if (name.find('/') != std::string::npos) return name;
  const char *path = getenv("PATH");
  for (const std::string &folder : split(path ? path : "/usr/bin:/bin", ':'))
    if (access((folder + "/" + name).c_str(), X_OK) == 0) return folder + "/" + name;
  fail(kRunnerFailed, "no '" + name + "' in PATH (Debian's package openssh-client)");
}

// TERN_SSH names another program or gives options: "ssh -p 2222 -i key".
Strings ssh_command(const std::string &host) {
  const char *chosen = getenv("TERN_SSH");
  Strings result;
  for (const std::string &word : split(chosen && *chosen ? chosen : "ssh", ' '))
    if (!word.empty()) result.push_back(word);
  result[0] = find_in_path(result[0]);
  result.insert(result.end(), {"-T", "--", host});
  return result;
}

// The program and its DLLs in one new folder, made by "tern bundle".
std::string make_bundle(const HostPaths &paths, const std::string &program) {
  std::string folder = paths.state + "/ssh-XXXXXX";
  if (!mkdtemp(folder.data())) fail_errno(kRunnerFailed, folder);
  int status =
      run_program({paths.sdk + "/bin/tern", "bundle", "--only-dlls", program, "-o", folder + "/files"},
                  current_environment(), kQuietOutput);
  if (status == 0) return folder;
  run_program({"/bin/rm", "-rf", folder}, current_environment(), kNoTerminal);
  fail(kRunnerFailed, "'tern bundle' failed for " + program + " (status " + std::to_string(status) + ")");
}

// "echo %OS%" tells the shells apart: cmd.exe prints Windows_NT. mkdir, && and tar mean the same in both.
void send_bundle(Remote &remote, const std::string &bundle) {
  std::string answer;
  int status = run_pipeline(
      {"tar", "-C", bundle + "/files", "-cf", "-", "."},
      remote.command("echo %OS%& mkdir " + remote.folder + " && tar -xf - -C " + remote.folder), answer);
  if (status != 0)
    fail(kRunnerFailed,
         "copying the program to " + remote.ssh.back() + " failed (status " + std::to_string(status) + ")");
  remote.is_cmd = answer.find("Windows_NT") != std::string::npos;
}

std::string run_line(const Remote &remote, const Options &options, const std::string &name) {
  std::string line = "cd " + remote.folder + " && ";
  for (const auto &[variable, value] : options.environment)
    line += remote.is_cmd ? "set " + remote.quote(variable + "=" + value) + "&& "
                          : "export " + variable + "=" + remote.quote(value) + " && ";
  // The process id is for remove_remote: it stays the same through exec.
  line += remote.is_cmd ? ".\\" + name : "echo $$ >.pid && exec ./" + remote.quote(name);
  for (const std::string &argument : options.args) line += " " + remote.quote(argument);
  return line;
}

// Ends what still runs from the folder (after a timeout), then removes it.
void remove_remote(const Remote &remote, bool kill) {
  std::string line;
  if (remote.is_cmd) {
    if (kill)
      line = "powershell -NoProfile -Command \"Get-Process | Where-Object {$_.Path -like '*\\" +
             remote.folder + "\\*'} | Stop-Process -Force\" & ";
    line += "rmdir /s /q " + remote.folder;
  } else {
    if (kill) line = "kill -9 $(cat " + remote.folder + "/.pid); ";
    line += "rm -rf " + remote.folder;
  }
  run_program(remote.command(line), current_environment(), kNoTerminal);
}

} // namespace

std::string quote_for_posix_shell(const std::string &argument) {
  std::string result = "'";
  for (char c : argument) {
    if (c == '\'')
      result += "'\\''";
    else
      result += c;
  }
  return result + "'";
}

// First the quoting that the program's start-up undoes, then a caret before everything that cmd.exe looks at,
// the quotes too: between quotes it would not take the carets away.
std::string quote_for_cmd(const std::string &argument) {
  std::string quoted = "\"";
  size_t backslashes = 0;
  for (char c : argument) {
    if (c == '\\') {
      ++backslashes;
      continue;
    }
    quoted.append(c == '"' ? 2 * backslashes + 1 : backslashes, '\\');
    backslashes = 0;
    quoted += c;
  }
  quoted.append(2 * backslashes, '\\');
  quoted += '"';
  std::string result;
  for (char c : quoted) {
    if (strchr("()%!^\"<>&|", c)) result += '^';
    result += c;
  }
  return result;
}

int run_over_ssh(const Options &options, const HostPaths &paths, const std::string &program) {
  Remote remote;
  remote.ssh = ssh_command(options.ssh_host);
  std::string bundle = make_bundle(paths, program);
  remote.folder = "tern-run-" + std::to_string(getpid()) + bundle.substr(bundle.rfind('-'));
  send_bundle(remote, bundle);
  run_program({"/bin/rm", "-rf", bundle}, current_environment(), kNoTerminal);
  std::string name = program.substr(program.rfind('/') + 1);
  Strings command = remote.command(run_line(remote, options, name));
  if (options.verbose) note("on " + options.ssh_host + ": " + command.back());
  int status = run_in_place(command, current_environment(), options.timeout);
  remove_remote(remote, status == kTimedOut);
  return status;
}

} // namespace tern::run

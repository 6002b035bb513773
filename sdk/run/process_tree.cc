// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "run/process_tree.h"
#include "run/messages.h"
#include <cerrno>
#include <cmath>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <dirent.h>
#include <fcntl.h>
#include <map>
#include <set>
#include <spawn.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace tern::run {
namespace {

std::vector<char *> pointers(const Strings &strings) {
  std::vector<char *> result;
  for (const std::string &text : strings) result.push_back(const_cast<char *>(text.c_str()));
  result.push_back(nullptr);
  return result;
}

int shell_status(int status) {
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

struct Process {
  pid_t parent;
  char state;
};

std::map<pid_t, Process> all_processes() {
  std::map<pid_t, Process> result;
  DIR *proc = opendir("/proc");
  if (!proc) return result;
  while (dirent *entry = readdir(proc)) {
    pid_t pid = atoi(entry->d_name);
    if (pid <= 0) continue;
    char path[32], text[512];
    snprintf(path, sizeof path, "/proc/%d/stat", pid);
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) continue;
    ssize_t length = read(fd, text, sizeof text - 1);
    close(fd);
    if (length <= 0) continue;
    text[length] = 0;
    // The name in parentheses may itself hold blanks and parentheses.
    const char *tail = strrchr(text, ')');
    Process process;
    if (tail && sscanf(tail + 1, " %c %d", &process.state, &process.parent) == 2) result[pid] = process;
  }
  closedir(proc);
  return result;
}

// The runner is a subreaper, so a descendant whose parent is gone is its child: no process escapes the
// search.
std::set<pid_t> living_descendants() {
  std::map<pid_t, Process> processes = all_processes();
  std::set<pid_t> result;
  for (const auto &[pid, process] : processes) {
    if (process.state == 'Z' || process.state == 'X') continue;
    pid_t ancestor = process.parent;
    // The table is not one instant's, so a chain may be broken or, in theory, a ring.
    for (int depth = 0; depth < 10000 && ancestor > 1 && ancestor != getpid(); ++depth) {
      auto found = processes.find(ancestor);
      ancestor = found == processes.end() ? 0 : found->second.parent;
    }
    if (ancestor == getpid()) result.insert(pid);
  }
  return result;
}

void reap_all(bool &main_ended, int &main_status, pid_t main_pid) {
  int status;
  for (pid_t pid; (pid = waitpid(-1, &status, WNOHANG)) > 0;) {
    if (pid != main_pid) continue;
    main_ended = true;
    main_status = shell_status(status);
  }
}

void kill_tree() {
  // A process may start another between the search and its end, so search until none is left.
  for (int round = 0; round < 500; ++round) {
    std::set<pid_t> living = living_descendants();
    if (living.empty()) return;
    for (pid_t pid : living) kill(pid, SIGKILL);
    timespec pause = {0, 2'000'000};
    nanosleep(&pause, nullptr);
    while (waitpid(-1, nullptr, WNOHANG) > 0) continue;
  }
  note("some processes of the program could not be ended");
}

double now() {
  timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec + time.tv_nsec * 1e-9;
}

// Like posix_spawn, with one thing that it cannot do: the program is ended with the runner, however that dies
// (a test driver's SIGKILL at its own time limit).
pid_t start(const Strings &argv, const Strings &environment, const sigset_t &mask, int &error) {
  std::vector<char *> arguments = pointers(argv), variables = pointers(environment);
  volatile int failure = 0;
  pid_t runner = getpid();
  pid_t pid = vfork();
  if (pid == 0) {
    sigprocmask(SIG_SETMASK, &mask, nullptr);
    if (prctl(PR_SET_PDEATHSIG, SIGKILL) == 0 && getppid() == runner)
      execve(arguments[0], arguments.data(), variables.data());
    failure = errno;
    _exit(127);
  }
  error = pid < 0 ? errno : failure;
  return pid;
}

} // namespace

Strings current_environment() {
  Strings result;
  for (char **entry = environ; *entry; ++entry) result.emplace_back(*entry);
  return result;
}

int run_in_place(const Strings &argv, const Strings &environment, double timeout) {
  prctl(PR_SET_CHILD_SUBREAPER, 1);
  sigset_t waited, original;
  sigemptyset(&waited);
  for (int signal : {SIGCHLD, SIGINT, SIGTERM, SIGHUP, SIGQUIT}) sigaddset(&waited, signal);
  sigprocmask(SIG_BLOCK, &waited, &original);
  // Where the caller ignores a signal (nohup), it stays ignored.
  struct sigaction action;
  for (int signal : {SIGINT, SIGHUP, SIGQUIT, SIGTERM})
    if (sigaction(signal, nullptr, &action) == 0 && action.sa_handler == SIG_IGN) sigdelset(&waited, signal);
  signal(SIGCHLD, SIG_DFL);

  int error = 0;
  pid_t main_pid = start(argv, environment, original, error);
  if (main_pid < 0 || error) {
    errno = error;
    fail_errno(error == ENOENT ? kNotFound : kNotExecutable, argv[0]);
  }
  double deadline = timeout > 0 ? now() + timeout : INFINITY;
  bool ended = false;
  int status = 0;
  for (;;) {
    reap_all(ended, status, main_pid);
    if (ended) return status;
    double left = deadline - now();
    if (left <= 0) {
      kill_tree();
      note("time is up after " + std::to_string(static_cast<long long>(timeout)) +
           " s: " + argv[argv.size() > 1] + " and all it started were ended");
      return kTimedOut;
    }
    double wait = left < 3600 ? left : 3600;
    timespec limit = {static_cast<time_t>(wait), static_cast<long>((wait - floor(wait)) * 1e9)};
    int received = sigtimedwait(&waited, nullptr, &limit);
    if (received <= 0 || received == SIGCHLD) continue;
    kill_tree();
    signal(received, SIG_DFL);
    sigprocmask(SIG_SETMASK, &original, nullptr);
    raise(received);
    return 128 + received;
  }
}

int run_program(const Strings &argv, const Strings &environment, Output output) {
  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attributes;
  posix_spawn_file_actions_init(&actions);
  posix_spawnattr_init(&attributes);
  posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
  if (output == kQuietOutput) {
    posix_spawn_file_actions_adddup2(&actions, 2, 1);
  } else {
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_adddup2(&actions, 1, 2);
    posix_spawn_file_actions_addclosefrom_np(&actions, 3);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSID);
  }
  pid_t pid;
  int status = 0;
  int error = posix_spawn(&pid, argv[0].c_str(), &actions, &attributes, pointers(argv).data(),
                          pointers(environment).data());
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&actions);
  if (error) return 127;
  while (waitpid(pid, &status, 0) < 0)
    if (errno != EINTR) return 127;
  return shell_status(status);
}

int run_pipeline(const Strings &first, const Strings &second, std::string &out) {
  int between[2], result[2];
  if (pipe2(between, O_CLOEXEC) != 0 || pipe2(result, O_CLOEXEC) != 0) fail_errno(kRunnerFailed, "pipe");
  auto spawn = [](const Strings &argv, int input, int output) {
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    if (input >= 0) posix_spawn_file_actions_adddup2(&actions, input, 0);
    posix_spawn_file_actions_adddup2(&actions, output, 1);
    pid_t pid = -1;
    int error = posix_spawnp(&pid, argv[0].c_str(), &actions, nullptr, pointers(argv).data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    if (error) {
      errno = error;
      fail_errno(kRunnerFailed, argv[0]);
    }
    return pid;
  };
  pid_t pids[2] = {spawn(first, -1, between[1]), spawn(second, between[0], result[1])};
  close(between[0]);
  close(between[1]);
  close(result[1]);
  char buffer[4096];
  for (ssize_t n; (n = read(result[0], buffer, sizeof buffer)) > 0;) out.append(buffer, n);
  close(result[0]);
  int statuses[2] = {};
  for (int i = 0; i < 2; ++i) {
    waitpid(pids[i], &statuses[i], 0);
    statuses[i] = shell_status(statuses[i]);
  }
  return statuses[1] ? statuses[1] : statuses[0];
}

} // namespace tern::run

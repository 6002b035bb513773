// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/temporary_files.h"

#include "driver/diagnostics.h"
#include "driver/process.h"

#include <cerrno>
#include <climits>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <dirent.h>
#include <fcntl.h>
#include <unistd.h>

namespace tern {
namespace {

char folder[PATH_MAX];
int counter;

// Only async-signal-safe calls would be right in a handler; opendir allocates. The process is about to end by
// the signal and nothing of ours holds the allocator's lock while it waits for a child, which is where it
// spends its life.
void remove_folder() {
  if (!folder[0]) return;
  if (DIR *directory = opendir(folder)) {
    while (dirent *entry = readdir(directory)) unlinkat(dirfd(directory), entry->d_name, 0);
    closedir(directory);
  }
  rmdir(folder);
  folder[0] = 0;
}

void on_signal(int signal) {
  end_running_child(signal); // it may be writing into the folder
  remove_folder();
  std::signal(signal, SIG_DFL);
  raise(signal);
}

void make_folder() {
  const char *parent = std::getenv("TMPDIR");
  if (!parent || !*parent || access(parent, W_OK | X_OK) != 0) parent = "/tmp";
  std::snprintf(folder, sizeof folder, "%s/tern-XXXXXX", parent);
  if (!mkdtemp(folder)) {
    folder[0] = 0;
    fatal(std::string("cannot make a temporary folder in ") + parent + ": " + std::strerror(errno));
  }
  std::atexit(remove_folder);
  for (int signal : {SIGHUP, SIGINT, SIGTERM})
    if (std::signal(signal, on_signal) == SIG_IGN) std::signal(signal, SIG_IGN);
}

} // namespace

std::string temporary_file(const std::string &stem, const std::string &suffix) {
  if (!folder[0]) make_folder();
  return std::string(folder) + "/" + stem + "-" + std::to_string(++counter) + suffix;
}

void remove_temporary_files() {
  remove_folder();
}

} // namespace tern

// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace tern::run {

// Folders on the host that a run needs.
struct HostPaths {
  std::string sdk;     // the SDK's root, found from the running program: the folder can be moved
  std::string sysroot; // sdk/sysroot
  std::string staging; // TERN_STAGING, absolute, or empty
  std::string bin;     // what the target sees as /bin and /usr/bin: sysroot/bin, or that with further tools over it
  std::string cache;   // TERN_CACHE, else $XDG_CACHE_HOME/tern, else ~/.cache/tern
  std::string state;   // files of ours that may be made again at any time; in the cache if it can be written
};

HostPaths find_host_paths(); // all but `state`
// Makes and fills in paths.state; ends the program where no place can be written.
void make_state_folder(HostPaths &paths);

bool is_file(const std::string &path);
bool is_directory(const std::string &path);
// Like mkdir -p; false with errno.
bool make_directories(const std::string &path, unsigned mode = 0755);
std::string absolute_path(const std::string &path);
std::string parent_of(const std::string &path);
std::string read_file(const std::string &path); // empty if it cannot be read
// Puts a whole new file in place in one step, unless it already has that content; false with errno.
bool replace_file(const std::string &path, const std::string &content);
std::vector<std::string> split(std::string_view text, char separator);

} // namespace tern::run

// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once
#include "run/host_paths.h"
#include <string>

namespace tern::run {

struct Wine {
  std::string loader; // the program that starts Windows programs
  std::string server; // wineserver
  std::string prefix; // absolute
  std::string drive;  // on which the host's / is, "Z:"

  // An absolute path of the host in Win32 form.
  std::string windows_path(const std::string &path) const;
};

// Finds Wine; ends the program with a message where there is none.
Wine find_wine(const HostPaths &paths);

// Makes the prefix unless it is ready for this Wine, starts its server unless that runs, fills in wine.drive.
// May be called by many processes at once.
void prepare_prefix(Wine &wine, const HostPaths &paths, bool verbose);

// Ends the prefix's server and everything in it; the runner's exit status.
int stop_server(const Wine &wine);

} // namespace tern::run

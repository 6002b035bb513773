// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once
#include "run/host_paths.h"
#include "run/options.h"
#include <string>

namespace tern::run {

// Copies the program with its DLLs to a new folder on options.ssh_host (a Windows machine with OpenSSH, whose
// shell is cmd.exe or a POSIX shell), runs it there, removes the folder; the program's exit status, 255 where
// ssh failed.
int run_over_ssh(const Options &options, const HostPaths &paths, const std::string &program);

// One argument as the shell there must get it, so that the program sees it unchanged.
std::string quote_for_posix_shell(const std::string &argument);
std::string quote_for_cmd(const std::string &argument);

} // namespace tern::run

// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The binutils names of the SDK: LLVM's programs behind the behaviour that configure scripts and libtool know
// from GNU's. Each function gets the arguments without the program's name and returns the exit status.
#pragma once
#include "driver/process.h"

namespace tern {

int run_as(const Arguments &args);
int run_dlltool(const Arguments &args);
int run_objcopy(const Arguments &args);
int run_nm(const Arguments &args);
int run_objdump(const Arguments &args);
int run_windres(const Arguments &args);

// A program of LLVM with arguments that need no change; operands that name a launcher mean the program behind
// it.
int run_plain(const std::string &llvm_program, const Arguments &args);

// Operands that name a launcher (exe_launcher.h) replaced by the program behind it.
Arguments with_programs(const Arguments &args);

} // namespace tern

// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once
#include "driver/process.h"

#include <string>
#include <vector>

namespace tern {

// One thing that goes to the link, in the order of the command line.
struct LinkItem {
  enum Kind {
    Source,   // a file that is compiled first; `language` holds what -x said
    File,     // an object, archive, DLL, .def or .res file
    Resource, // a .rc file
    Linker,   // one argument for the linker, in GNU ld's form
  };
  Kind kind;
  std::string text;
  std::string language;
};

enum class Subsystem { Default, Console, Windows };

// What the link stage needs to know.
struct LinkOptions {
  bool shared = false;
  bool relocatable = false; // -r
  bool static_libraries = false;
  bool static_libgcc = false;
  bool static_libcxx = false;
  bool no_start_files = false;
  bool no_default_libs = false;
  bool no_libc = false;
  bool no_libcxx = false;
  bool export_dynamic = false;
  bool strip = false;
  Subsystem subsystem = Subsystem::Default;
};

// Features that need code in the link as well as in the compile.
struct Instrumentation {
  bool lto = false;
  std::string lto_level; // of -O, for the code generation of the link
  bool openmp = false;
  bool profile = false;        // --coverage, -fprofile-generate and friends
  bool coverage_notes = false; // a .gcno file is written
  bool gprof = false;
  std::string sanitizers;       // the last -fsanitize= list that asks for code; empty without
  bool sanitizers_trap = false; // no runtime library wanted
};

struct Dependencies {
  bool wanted = false;     // -MD or -MMD
  bool has_file = false;   // -MF
  bool has_target = false; // -MT or -MQ
};

struct CommandLine {
  bool stops_before_link = false; // clang alone does the work
  bool only_headers = false;      // inputs are headers to precompile: clang alone, too
  bool has_language = false;      // -x was given
  bool verbose = false;
  bool dry_run = false; // -###
  bool split_dwarf = false;
  std::string output; // of -o; empty without
  std::string sysroot;
  Arguments inputs;        // names of files, "-" included
  Arguments for_clang;     // everything but what only the link reads, in order, inputs, -x and -o included
  Arguments compile_flags; // the same without inputs, -x and -o
  std::vector<LinkItem> items;
  LinkOptions link;
  Instrumentation instrumentation;
  Dependencies dependencies;
};

// Wrong use ends the program with GCC's message and exit status 1.
CommandLine parse_command_line(const Arguments &args);

} // namespace tern

// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/command_line.h"

#include "driver/diagnostics.h"
#include "driver/input_kind.h"
#include "driver/option_table.h"

#include <cstdlib>

namespace tern {
namespace {

class Parser {
 public:
  explicit Parser(const Arguments &args) : args_(args) {}
  CommandLine parse();

 private:
  void option(const std::string &arg);
  std::string take_value(const Option &option, const std::string &arg);
  void driver_option(std::string_view name, const std::string &value, const std::string &arg);
  void link_option(std::string_view name, const std::string &value);
  bool link_flag(std::string_view name);
  void shared_option(std::string_view name, const std::string &value);
  void profile_option(std::string_view name);
  void input(const std::string &path);
  void to_linker(const std::string &arg) { result_.items.push_back({LinkItem::Linker, arg, {}}); }
  void for_clang(const std::string &arg) {
    result_.for_clang.push_back(arg);
    result_.compile_flags.push_back(arg);
  }
  [[noreturn]] static void unrecognized(const std::string &arg) {
    error("unrecognized command-line option '" + arg + "'");
    std::exit(1);
  }

  const Arguments &args_;
  size_t next_ = 0;
  std::string language_; // of the last -x
  size_t header_inputs_ = 0;
  CommandLine result_;
};

CommandLine Parser::parse() {
  while (next_ < args_.size()) {
    const std::string &arg = args_[next_++];
    if (arg == "--") {
      result_.for_clang.push_back(arg);
      while (next_ < args_.size()) input(args_[next_++]);
    } else if (arg.size() > 1 && arg[0] == '-') {
      option(arg);
    } else {
      input(arg);
    }
  }
  result_.only_headers = header_inputs_ > 0 && header_inputs_ == result_.inputs.size();
  return std::move(result_);
}

std::string Parser::take_value(const Option &option, const std::string &arg) {
  if (option.value == Value::None) return {};
  if (option.value != Value::Separate && (option.value == Value::Joined || arg.size() > option.name.size()))
    return arg.substr(option.name.size());
  if (next_ == args_.size())
    fatal(arg == "-o" ? "missing filename after '-o'" : "missing argument to '" + arg + "'");
  return args_[next_++];
}

void Parser::option(const std::string &arg) {
  Option found = find_option(arg);
  size_t first = next_ - 1;
  std::string value = take_value(found, arg);
  switch (found.role) {
  case Role::Driver:
    return driver_option(found.name, value, arg);
  case Role::Link:
    return link_option(found.name, value);
  case Role::Stage:
    result_.stops_before_link = true;
    break;
  case Role::Both:
    shared_option(found.name, value);
    break;
  case Role::Compile:
    break;
  }
  for (size_t i = first; i < next_; ++i) for_clang(args_[i]);
}

void Parser::driver_option(std::string_view name, const std::string &value, const std::string &arg) {
  if (name == "-###") {
    result_.dry_run = true;
  } else if (name == "-v" || name == "--verbose") {
    result_.verbose = true;
  } else if (name == "-o" || name.starts_with("--output")) {
    if (value.empty()) fatal("missing filename after '-o'");
    result_.output = value;
    result_.for_clang.insert(result_.for_clang.end(), {"-o", value});
  } else if (name == "-x" || name == "--language=") {
    language_ = value == "none" ? std::string() : value;
    result_.has_language = true;
    result_.for_clang.insert(result_.for_clang.end(), {"-x", value});
  } else if (name.starts_with("--sysroot")) {
    result_.sysroot = value;
  } else if (name == "-target" || name == "--target=") {
    if (value != TERN_TRIPLE && value != "x86_64-unknown-cygwin" && value != "x86_64-cygwin")
      fatal("this compiler generates code for " TERN_TRIPLE " only, not for '" + value + "'");
  } else if (name == "-m32" || name == "-mx32") {
    fatal(arg + ": " TERN_TRIPLE " has no 32-bit ABI");
  } else if (name == "-municode") {
    unrecognized(arg); // as GCC for Cygwin says: entry points with wide strings are a matter of MinGW
  } else if (name == "-mwin32") {
    for (const char *macro : {"-D_WIN32", "-D__WIN32", "-D__WIN32__", "-DWIN32", "-DWINNT"}) for_clang(macro);
  } else if (name == "-stdlib=") {
    if (value != "libc++" && value != "platform") fatal("-stdlib=" + value + ": this target has libc++ only");
  } else if (name == "-specs=") {
    fatal("-specs= is a matter of GCC's own driver: cannot read spec file '" + value + "'");
  }
  // -mno-win32, -mcygwin, -mthreads, -pass-exit-codes and the like ask for what is so anyway.
}

void Parser::link_option(std::string_view name, const std::string &value) {
  if (name == "-Wl,") {
    for (size_t start = 0;;) {
      size_t comma = value.find(',', start);
      to_linker(value.substr(start, comma - start));
      if (comma == std::string::npos) break;
      start = comma + 1;
    }
  } else if (name == "-Xlinker") {
    to_linker(value);
  } else if (name == "-L" || name == "-l") {
    to_linker(std::string(name) + value);
  } else if (name == "-u" || name == "-e" || name == "-T" || name == "-z") {
    to_linker(std::string(name));
    to_linker(value);
  } else if (name.starts_with("--entry")) {
    to_linker("-e");
    to_linker(value);
  } else if (name == "-R") {
    to_linker("-rpath=" + value);
  } else if (name == "-fuse-ld=" || name == "--ld-path=") {
    if (name == "--ld-path=" || value != "lld")
      fatal("the linker of this target is lld: '" + value + "' cannot be used");
  } else if (!link_flag(name)) {
    // What only chooses between things of which PE has one: -pie, -shared-libgcc, -rtlib=, ...
    if (result_.verbose) note("'" + std::string(name) + value + "' has no meaning for PE and was dropped");
  }
}

bool Parser::link_flag(std::string_view name) {
  LinkOptions &link = result_.link;
  if (name == "-shared" || name == "-mdll")
    link.shared = true;
  else if (name == "-r")
    link.relocatable = true;
  else if (name == "-static" || name == "--static" || name == "-static-pie")
    link.static_libraries = true;
  else if (name == "-static-libgcc")
    link.static_libgcc = true;
  else if (name == "-static-libstdc++")
    link.static_libcxx = true;
  else if (name == "-nostdlib")
    link.no_start_files = link.no_default_libs = true;
  else if (name == "-nostartfiles")
    link.no_start_files = true;
  else if (name == "-nodefaultlibs")
    link.no_default_libs = true;
  else if (name == "-nolibc")
    link.no_libc = true;
  else if (name == "-nostdlib++")
    link.no_libcxx = true;
  else if (name == "-rdynamic")
    link.export_dynamic = true;
  else if (name == "-s")
    link.strip = true;
  else if (name == "-t")
    to_linker("--trace");
  else if (name == "-mwindows")
    link.subsystem = Subsystem::Windows;
  else if (name == "-mconsole")
    link.subsystem = Subsystem::Console;
  else
    return false;
  return true;
}

void Parser::shared_option(std::string_view name, const std::string &value) {
  Instrumentation &wanted = result_.instrumentation;
  Dependencies &dependencies = result_.dependencies;
  if (name == "-pthread")
    for_clang(
        "-D_REENTRANT"); // GCC's specs for Cygwin have it, clang's do not; the threads are in the C library
  else if (name == "-O")
    wanted.lto_level = value;
  else if (name == "-flto")
    wanted.lto = true;
  else if (name == "-flto=")
    wanted.lto = value != "none";
  else if (name == "-fno-lto")
    wanted.lto = false;
  else if (name == "-fopenmp" || name == "-fopenmp=")
    wanted.openmp = true;
  else if (name == "-fno-openmp")
    wanted.openmp = false;
  else if (name == "-fsanitize=")
    wanted.sanitizers += (wanted.sanitizers.empty() ? "" : ",") + value;
  else if (name == "-fno-sanitize=" && (value == "all" || value == wanted.sanitizers))
    wanted.sanitizers.clear();
  else if (name.starts_with("-fsanitize-trap") || name == "-fsanitize-undefined-trap-on-error")
    wanted.sanitizers_trap = value != "none";
  else if (name == "-MD" || name == "-MMD")
    dependencies.wanted = true;
  else if (name == "-MF")
    dependencies.has_file = true;
  else if (name == "-MT" || name == "-MQ")
    dependencies.has_target = true;
  else if (name == "-gsplit-dwarf")
    result_.split_dwarf = true;
  else
    profile_option(name);
}

void Parser::profile_option(std::string_view name) {
  Instrumentation &wanted = result_.instrumentation;
  if (name == "-pg" || name == "-p") wanted.gprof = true;
  if (name.ends_with("coverage")) wanted.coverage_notes = true;
  if (name.ends_with("-coverage") ? name != "-ftest-coverage"
                                  : name.find("profile") != std::string_view::npos)
    wanted.profile = true;
}

void Parser::input(const std::string &path) {
  result_.inputs.push_back(path);
  result_.for_clang.push_back(path);
  InputKind kind = input_kind(path);
  if (language_.ends_with("-header") || (language_.empty() && kind == InputKind::Header)) ++header_inputs_;
  if (!language_.empty() || kind == InputKind::Source)
    result_.items.push_back({LinkItem::Source, path, language_});
  else
    result_.items.push_back({kind == InputKind::Resource ? LinkItem::Resource : LinkItem::File, path, {}});
}

} // namespace

CommandLine parse_command_line(const Arguments &args) {
  return Parser(args).parse();
}

} // namespace tern

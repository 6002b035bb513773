// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/ld/ld_command.h"

#include "driver/diagnostics.h"
#include "driver/file_io.h"
#include "driver/ld/auto_export.h"
#include "driver/ld/coff_file.h"
#include "driver/ld/image_base.h"
#include "driver/ld/ld_options.h"
#include "driver/ld/library_search.h"
#include "driver/ld/partial_link.h"
#include "driver/ld/weak_imports.h"
#include "driver/llvm_programs.h"
#include "driver/response_file.h"
#include "driver/sdk_layout.h"
#include "driver/temporary_files.h"

#include <cstdlib>

namespace tern {
namespace {

// What positions on the command line switch on and off.
struct SearchState {
  bool static_only = false;
  bool whole_archive = false;
};

class LdCommand {
 public:
  explicit LdCommand(bool verbose) : verbose_(verbose) {}
  int run_with(const Arguments &given);

 private:
  void find_folders(const Arguments &args);
  void argument(const Arguments &args, size_t &next);
  void special(std::string_view name, const std::string &value);
  void switch_state(std::string_view name);
  void output_option(std::string_view name, const std::string &value);
  bool inform(std::string_view name);
  void library(const std::string &name);
  void define_symbol(const std::string &assignment);
  void add_input(const std::string &path);
  Arguments lld_command();
  std::string entry() const;
  void add_exports(Arguments &command);

  bool verbose_;
  bool show_lld_ = false;
  bool shared_ = false;
  bool partial_ = false;
  bool missing_library_ = false;
  bool exclude_all_ = false;
  bool has_entry_ = false;
  std::string entry_, image_base_, file_alignment_ = "4096", subsystem_ = "console", output_ = "a.exe";
  std::string query_; // -v, --version or --help
  SearchState state_;
  std::vector<SearchState> saved_states_;
  std::vector<std::string> folders_;
  Arguments lld_;          // in order: inputs, and options that lld has
  Arguments partial_args_; // the same for a partial link
  bool reads_binary_ = false;
  AutoExport auto_export_;
};

int LdCommand::run_with(const Arguments &given) {
  Arguments args = expand_response_files(given); // -Wl,@file
  find_folders(args);
  for (size_t next = 0; next < args.size();) argument(args, next);
  bool ends = query_ == "--version" || query_ == "--help";
  if (ends || (!query_.empty() && auto_export_.inputs.empty()))
    return run({find_llvm("ld.lld"), "-m", "i386pep", query_});
  if (missing_library_) return 1;
  if (partial_) return partial_link(output_, partial_args_, verbose_);
  if (reads_binary_) fatal("-b binary is supported with -r only");
  if (auto_export_.inputs.empty()) {
    error("no input files");
    return 1;
  }
  Arguments command = lld_command();
  if (show_lld_) note("lld is called as:" + shell_line(command, false));
  return run(shorten_command(command));
}

// As with GNU ld, a folder given late counts for libraries named before.
void LdCommand::find_folders(const Arguments &args) {
  std::string sysroot;
  for (size_t i = 0; i < args.size(); ++i) {
    if (args[i].size() < 2 || args[i][0] != '-') continue;
    LdArgument found = classify_ld_argument(args[i]);
    std::string value = found.value;
    if (found.option.takes_value && !found.has_value && i + 1 < args.size()) value = args[++i];
    if (found.option.name == "L" || found.option.name == "library-path") folders_.push_back(value);
    if (found.option.name == "sysroot") sysroot = value;
  }
  if (sysroot.empty()) sysroot = find_sdk().sysroot;
  for (std::string &folder : folders_)
    if (folder.starts_with("=")) folder = sysroot + folder.substr(1);
  for (const char *folder : {"/usr/local/lib", "/usr/lib", "/lib", "/usr/lib/w32api"})
    folders_.push_back(sysroot + folder);
}

void LdCommand::argument(const Arguments &args, size_t &next) {
  const std::string &arg = args[next++];
  if (arg.size() < 2 || arg[0] != '-') return add_input(arg);
  LdArgument found = classify_ld_argument(arg);
  std::string value = found.value;
  if (found.option.takes_value && !found.has_value) {
    if (next == args.size()) fatal("option '" + arg + "' requires an argument");
    value = args[next++];
  }
  switch (found.option.action) {
  case LdAction::Special:
    return special(found.option.name, value);
  case LdAction::Drop:
    if (verbose_) note("'" + arg + "' has no meaning for this PE target and was dropped");
    return;
  case LdAction::Refuse:
    fatal("'" + arg + "': linker scripts and section addresses are not supported for PE");
  case LdAction::Pass:
    lld_.push_back(arg);
    if (found.option.takes_value && !found.has_value) lld_.push_back(value);
  }
}

void LdCommand::special(std::string_view name, const std::string &value) {
  if (name == "l" || name == "library")
    library(value);
  else if (name == "shared" || name == "Bshareable" || name == "dll")
    shared_ = true;
  else if (name == "r" || name == "i" || name == "relocatable")
    partial_ = true;
  else if (name == "export-all-symbols" || name == "export-dynamic" || name == "E")
    auto_export_.all_symbols = true;
  else if (name == "exclude-all-symbols")
    exclude_all_ = true;
  else if (name == "exclude-libs") {
    for (size_t start = 0; start <= value.size();) {
      size_t end = std::min(value.find_first_of(",:", start), value.size());
      auto_export_.exclude_libs.push_back(value.substr(start, end - start));
      start = end + 1;
    }
  } else if (name == "R") { // a folder is another spelling of -rpath
    if (is_file(value)) fatal("'-R " + value + "': the symbols of a file alone cannot be had for PE");
  } else if (name == "defsym")
    define_symbol(value);
  else if (name == "noinhibit-exec" || name == "warn-unresolved-symbols" ||
           (name == "unresolved-symbols" && value.starts_with("ignore")))
    lld_.push_back("-Xlink=-force:unresolved");
  else if (name == "insert-timestamp")
    lld_.push_back("--insert-timestamp");
  else if (name == "disable-large-address-aware")
    lld_.push_back("-Xlink=-largeaddressaware:no");
  else if (!inform(name)) {
    switch_state(name);
    output_option(name, value);
  }
}

bool LdCommand::inform(std::string_view name) {
  if (name == "v" || name == "V" || name == "version")
    query_ = name == "version" ? "--version" : "-v";
  else if (name == "help")
    query_ = "--help";
  else if (name == "verbose")
    verbose_ = show_lld_ = true;
  else
    return false;
  return true;
}

void LdCommand::switch_state(std::string_view name) {
  if (name == "static" || name == "Bstatic" || name == "dn" || name == "non_shared") {
    state_.static_only = true;
  } else if (name == "Bdynamic" || name == "dy" || name == "call_shared") {
    state_.static_only = false;
  } else if (name == "push-state") {
    saved_states_.push_back(state_);
  } else if (name == "pop-state" && !saved_states_.empty()) {
    if (state_.whole_archive != saved_states_.back().whole_archive)
      lld_.push_back(state_.whole_archive ? "--no-whole-archive" : "--whole-archive");
    state_ = saved_states_.back();
    saved_states_.pop_back();
  } else if (name.ends_with("whole-archive")) {
    state_.whole_archive = name == "whole-archive";
    lld_.push_back("--" + std::string(name));
  }
}

void LdCommand::output_option(std::string_view name, const std::string &value) {
  if (name == "o" || name == "output")
    output_ = value;
  else if (name == "e" || name == "entry")
    entry_ = value, has_entry_ = true;
  else if (name == "image-base")
    image_base_ = value;
  else if (name == "file-alignment")
    file_alignment_ = value;
  else if (name == "subsystem")
    subsystem_ = value;
  else if (name == "b" || name == "format") {
    partial_args_.insert(partial_args_.end(), {"-b", value});
    reads_binary_ |= !value.starts_with("pe");
  } else if ((name == "m" && value != "i386pep") || (name == "oformat" && !value.starts_with("pe")))
    fatal("'" + value + "': this linker reads and writes PE for x86-64 (i386pep) only");
}

void LdCommand::library(const std::string &name) {
  std::string path = find_library(name, folders_, state_.static_only);
  if (!path.empty()) {
    add_input(path);
    // GCC's support functions are compiler-rt's here; -nostdlib -lgcc asks for them.
    if (name == "gcc")
      if (std::string builtins = find_library("clang_rt.builtins", folders_, true); !builtins.empty())
        add_input(builtins);
    return;
  }
  bool found = false;
  for (const std::string &alias : library_aliases(name))
    if (std::string other = find_library(alias, folders_, state_.static_only); !other.empty()) {
      add_input(other);
      found = true;
    }
  if (found) return;
  error("cannot find -l" + name + ": No such file or directory");
  missing_library_ = true;
}

// --defsym NEW=OLD: another name for a symbol. Addresses and expressions are for linker scripts.
void LdCommand::define_symbol(const std::string &assignment) {
  size_t equals = assignment.find('=');
  std::string value = equals == std::string::npos ? std::string() : assignment.substr(equals + 1);
  bool is_name = !value.empty() && !(value[0] >= '0' && value[0] <= '9') &&
                 value.find_first_of("+-*/() ") == std::string::npos;
  if (!is_name) fatal("--defsym=" + assignment + ": only NAME=OTHER_NAME is supported for PE");
  lld_.push_back("-Xlink=-alternatename:" + assignment);
}

void LdCommand::add_input(const std::string &path) {
  lld_.push_back(path);
  partial_args_.push_back(path);
  if (path.ends_with(".def") || path.ends_with(".DEF")) auto_export_.has_definition_file = true;
  auto_export_.inputs.push_back({path, state_.whole_archive});
}

Arguments LdCommand::lld_command() {
  Arguments command = {find_llvm("ld.lld"), "-m", "i386pep", "-o", output_,
                       // fork needs a child's images where the parent's are.
                       "--disable-dynamicbase", "--disable-high-entropy-va",
                       "--file-alignment=" + file_alignment_, "--subsystem=" + subsystem_,
                       // Link-time optimisation generates code as the plugin has clang generate it.
                       "-plugin-opt=-emulated-tls"};
  if (shared_) command.push_back("--shared");
  // Without relocations a program cannot be moved, not even by mandatory ASLR.
  else
    command.push_back("--disable-reloc-section");
  uint64_t base = shared_ ? dll_base(base_name(output_)) : kProgramBase;
  command.push_back("--image-base=" + (image_base_.empty() ? hexadecimal(base) : image_base_));
  command.push_back("--entry=" + entry());
  bool timestamp = false;
  for (const std::string &arg : lld_) timestamp |= arg == "--insert-timestamp";
  if (!timestamp) command.push_back("--no-insert-timestamp");
  // A hash of the content, in the headers: fork tells by it that a file was replaced. --build-id=none comes later and wins.
  command.push_back("--build-id");
  if (std::string imports = weak_import_archive(auto_export_.inputs); !imports.empty())
    command.insert(command.end(), {"--whole-archive", imports, "--no-whole-archive"});
  command.insert(command.end(), lld_.begin(), lld_.end());
  add_exports(command);
  return command;
}

// A DLL that is linked without start file has no entry point unless it brings one.
std::string LdCommand::entry() const {
  if (has_entry_) return entry_;
  if (!shared_) return "mainCRTStartup";
  return defines_symbol(auto_export_.inputs, "DllMainCRTStartup") ? "DllMainCRTStartup" : "";
}

void LdCommand::add_exports(Arguments &command) {
  if (exclude_all_) command.push_back("--exclude-all-symbols");
  if ((!shared_ && !auto_export_.all_symbols) || exclude_all_) return;
  bool export_all = false;
  std::string directives = auto_export_directives(auto_export_, export_all);
  if (!directives.empty()) {
    std::string path = temporary_file("exports", ".o");
    write_file(path, coff_directive_object(directives));
    command.push_back("--no-whole-archive");
    command.push_back(path);
  }
  if (export_all) command.push_back("--export-all-symbols");
}

} // namespace

int run_linker(const Arguments &args, bool verbose) {
  return LdCommand(verbose).run_with(args);
}

} // namespace tern

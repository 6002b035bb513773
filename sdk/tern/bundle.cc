// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "tern/bundle.h"
#include "run/host_paths.h"
#include "tern/dll_closure.h"
#include "tern/rebase.h"
#include "tern/system_dlls.h"
#include <cstdio>
#include <filesystem>
#include <map>
#include <set>

namespace tern {
namespace {

namespace fs = std::filesystem;

// What images use beyond DLLs, known from the runtime's functions that they import.
struct Uses {
  bool shell = false, terminfo = false, zoneinfo = false;
};

Uses find_uses(const DllClosure &closure) {
  const std::set<std::string> shell = {"system", "popen",   "wordexp",     "execlp",
                                       "execvp", "execvpe", "posix_spawnp"};
  const std::set<std::string> terminfo = {"setupterm", "tgetent", "newterm", "initscr"};
  const std::set<std::string> zoneinfo = {"tzset", "localtime", "localtime_r", "mktime"};
  Uses uses;
  for (const auto &image : closure.images)
    for (const ImportedDll &dll : image->imports())
      for (const std::string &symbol : dll.symbols) {
        uses.shell |= shell.count(symbol) != 0;
        uses.terminfo |= terminfo.count(symbol) != 0;
        uses.zoneinfo |= zoneinfo.count(symbol) != 0;
      }
  return uses;
}

class Bundle {
 public:
  explicit Bundle(const BundleOptions &options) : options_(options), paths_(run::find_host_paths()) {}
  int make();

 private:
  bool collect();
  bool place_images();
  void choose_layout();
  bool copy_images();
  bool copy_data(const std::string &folder, const char *what);
  bool copy_licenses();
  bool fail(const std::string &text) {
    fprintf(stderr, "tern bundle: %s\n", text.c_str());
    return false;
  }
  void note(const std::string &text) { fprintf(stderr, "tern bundle: note: %s\n", text.c_str()); }

  const BundleOptions &options_;
  run::HostPaths paths_;
  DllClosure closure_;
  Uses uses_;
  std::string shell_;
  fs::path images_folder_;
};

bool Bundle::collect() {
  std::vector<std::string> folders = options_.folders;
  for (const std::string &folder : default_dll_folders(paths_.sysroot)) folders.push_back(folder);
  std::vector<std::string> files = options_.files;
  std::string error;
  if (!find_closure(files, folders, paths_.sysroot, closure_, error)) return fail(error);
  uses_ = find_uses(closure_);
  shell_ = paths_.sysroot + "/bin/sh.exe";
  if (uses_.shell && options_.with_sh && !options_.only_dlls) {
    if (!fs::exists(shell_)) {
      note("a program may start /bin/sh, and this SDK has none");
      shell_.clear();
    } else {
      closure_ = DllClosure();
      files.push_back(shell_);
      if (!find_closure(files, folders, paths_.sysroot, closure_, error)) return fail(error);
    }
  } else {
    shell_.clear();
  }
  for (const Unresolved &missing : closure_.unresolved)
    fail(missing.wanted_by + " needs " + missing.dll +
         ", which is in no folder searched (--search adds one) and is no "
         "DLL of Windows");
  return closure_.unresolved.empty();
}

// Two files of one name cannot lie in one folder, and Windows does not tell a.dll from A.DLL.
bool Bundle::place_images() {
  std::map<std::string, std::string> names;
  std::vector<PeImage *> images;
  for (const auto &image : closure_.images) {
    auto [place, fresh] = names.emplace(lower_case(fs::path(image->path()).filename()), image->path());
    if (!fresh) return fail(image->path() + " and " + place->second + " have one name");
    if (image->is_signed()) note(image->path() + " is signed; the signature holds only if its base stays");
    images.push_back(image.get());
  }
  std::string error;
  return separate_bases(images, error) || fail(error);
}

void Bundle::choose_layout() {
  bool has_data = !shell_.empty() || (uses_.terminfo && options_.with_terminfo) ||
                  (uses_.zoneinfo && options_.with_zoneinfo);
  bool use_bin = options_.layout.empty() ? has_data && !options_.only_dlls : options_.layout == "bin";
  images_folder_ = use_bin ? fs::path(options_.out) / "bin" : fs::path(options_.out);
}

bool Bundle::copy_images() {
  std::error_code code;
  fs::create_directories(images_folder_, code);
  if (code) return fail(images_folder_.string() + ": " + code.message());
  std::string error;
  for (const auto &image : closure_.images) {
    fs::path target = images_folder_ / fs::path(image->path()).filename();
    if (fs::equivalent(image->path(), target, code))
      return fail(image->path() + " lies in the bundle's own folder");
    if (!image->write(target, error)) return fail(error);
    printf("%s  %s\n", hexadecimal(image->base()).c_str(), target.c_str());
  }
  return true;
}

bool Bundle::copy_data(const std::string &folder, const char *what) {
  fs::path source = fs::path(paths_.sysroot) / folder;
  std::error_code code;
  if (!fs::is_directory(source, code)) {
    note("a program uses " + std::string(what) + ", and this SDK has none");
    return true;
  }
  fs::path target = fs::path(options_.out) / folder;
  fs::create_directories(target, code);
  if (!code)
    fs::copy(source, target, fs::copy_options::recursive | fs::copy_options::overwrite_existing, code);
  if (code) return fail(target.string() + ": " + code.message());
  printf("%s\n", target.c_str());
  return true;
}

// The licences of all that an SDK's DLL is made of, and of the packages in the staging tree.
bool Bundle::copy_licenses() {
  std::vector<std::string> sources = {paths_.sdk + "/share/licenses"};
  if (!paths_.staging.empty()) sources.push_back(paths_.staging + "/usr/share/licenses");
  for (const std::string &source : sources) {
    std::error_code code;
    if (!fs::is_directory(source, code)) continue;
    fs::path target = fs::path(options_.out) / "licenses";
    fs::create_directories(target, code);
    if (!code)
      fs::copy(source, target, fs::copy_options::recursive | fs::copy_options::overwrite_existing, code);
    if (code) return fail(target.string() + ": " + code.message());
  }
  return true;
}

int Bundle::make() {
  if (!collect() || !place_images()) return 1;
  choose_layout();
  if (!copy_images()) return 1;
  if (options_.only_dlls) return 0;
  if (uses_.terminfo && options_.with_terminfo && !copy_data("usr/share/terminfo", "terminfo")) return 1;
  if (uses_.zoneinfo && options_.with_zoneinfo && !copy_data("usr/share/zoneinfo", "time zones")) return 1;
  return copy_licenses() ? 0 : 1;
}

} // namespace

int bundle_command(const BundleOptions &options) {
  return Bundle(options).make();
}

} // namespace tern

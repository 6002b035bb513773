// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The resolver over a file system of the input's making: results are canonical, inside the root, and end.
//   input: byte of options, then a path, NUL, then targets of links, each ended by NUL
#include "core/shared_state.h"
#include "fd/table.h"
#include "fs/cwd.h"
#include "fs/mounts.h"
#include "fs/options.h"
#include "fs/path.h"
#include "fs/symlink.h"
#include "fs/virtual.h"
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <string>
#include <vector>

using namespace tern;

uint32_t tern::g_teb_offset; // of code that is not called

static std::string g_root, g_cwd;
static std::vector<std::string> g_links;
static unsigned g_looks;

// A name decides what it is: l… a link, f… a file, m… missing, else a directory.
static char kind_of(nt::Name n) {
  size_t at = n.length;
  while (at && n.text[at - 1] != '\\') at--;
  return at < n.length ? static_cast<char>(n.text[at]) : 'd';
}

namespace tern {
static SharedState *g_state = static_cast<SharedState *>(memset(aligned_alloc(4096, sizeof(SharedState)), 0, sizeof(SharedState)));
SharedState &shared() { return *g_state; }
namespace nt {
Status query_attributes(Name n, uint32_t &a) {
  if (++g_looks > 100000) abort(); // a walk ends
  a = kNormal;
  switch (kind_of(n)) {
  case 'l': a = kSystem; return {0};
  case 'f': return {0};
  case 'm': return {static_cast<int32_t>(0xc0000034)};
  default: a = kDirectoryAttribute; return {0};
  }
}
Errno errno_of(Status) { return Errno(EIO); }
} // namespace nt
namespace fd {
Result<FileRef> get(int) { return Errno(EBADF); }
void Description::release() {}
} // namespace fd
namespace fs {
uint32_t g_mounts_seen;
void mounts_refresh_slow() {}
size_t current_directory(char *out, size_t) { return memcpy(out, g_cwd.c_str(), g_cwd.size() + 1), g_cwd.size(); }
size_t current_root(char *out, size_t) { return memcpy(out, g_root.c_str(), g_root.size() + 1), g_root.size(); }
const Options &options() {
  static Options o;
  return o;
}
Result<size_t> read_link_at(nt::Name n, char *out, size_t capacity) {
  if (kind_of(n) != 'l' || g_links.empty()) return size_t{0};
  const std::string &target = g_links[n.length % g_links.size()];
  if (target.size() >= capacity || target.size() >= kPathMax) return size_t{0};
  memcpy(out, target.c_str(), target.size() + 1);
  return target.size();
}
Result<Found> virtual_look(const Path &, char *, size_t, size_t &) { return Found::Other; }
} // namespace fs
} // namespace tern

static void check(const fs::Path &p) {
  std::string s(p.posix, p.length);
  if (p.length >= fs::kPathMax || strlen(p.posix) != p.length || s[0] != '/') abort();
  if (s.size() > 1 && s.back() == '/') abort();
  bool server = s.compare(0, 2, "//") == 0;
  if (s.find("//", server ? 1 : 0) != std::string::npos) abort();
  std::string padded = s + "/";
  if (padded.find("/../") != std::string::npos || padded.find("/./") != std::string::npos) abort();
  if (!g_root.empty() && (s.compare(0, g_root.size(), g_root) || (s.size() > g_root.size() && s[g_root.size()] != '/'))) abort(); // chroot
}

extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size) {
  if (size < 2) return 0;
  unsigned char flags = data[0];
  std::vector<std::string> texts;
  std::string rest(reinterpret_cast<const char *>(data + 1), size - 1);
  for (size_t at = 0; at <= rest.size();) {
    size_t end = rest.find('\0', at);
    if (end == std::string::npos) end = rest.size();
    texts.push_back(rest.substr(at, end - at));
    at = end + 1;
  }
  g_root = flags & 1 ? "/jail/deep" : "";
  g_cwd = g_root + (flags & 2 ? "/home/user" : "");
  if (g_cwd.empty()) g_cwd = "/";
  g_links.assign(texts.begin() + 1, texts.end());
  for (auto &l : g_links)
    if (l.empty()) l = ".";
  g_looks = 0;
  static bool ready = [] {
    return fs::mounts().add("", 0, u"\\??\\C:\\tern", 11, "C:/tern", 0) && fs::mounts().add("/mnt", 4, u"\\??\\D:", 6, "D:", 0) &&
           fs::mounts().add("/mnt/in", 7, u"\\??\\C:\\tern\\x", 13, "C:/tern/x", 0);
  }();
  if (!ready) abort();
  static fs::Path p;
  if (!fs::translate(AT_FDCWD, texts[0].c_str(), p).ok()) return 0;
  check(p);
  auto found = fs::walk(p, flags & 4 ? fs::Final::Follow : fs::Final::NoFollow);
  if (found.ok()) check(p);
  return 0;
}

// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "process/fork_protection.h"
#include "core/sections.h"
#include "core/trace.h"
#include "fs/mount_table.h"
#include "nt/loader.h"
#include "nt/security.h"
#include "nt/status.h"
#include "nt/sync.h"
#include "nt/token.h"
#include "nt/volume.h"
#include "process/image_files.h"
#include <stdlib.h>
#include <string.h>

namespace tern::process {
namespace {

constexpr char kFolder[] = "/var/run/ternfork";

bool g_on;                      // the same in a forked child
bool g_links;                   // this fork starts the child from links
char16_t *g_folder;             // NT path of the folder, malloc'ed
size_t g_folder_length;
LinkFolder *g_own;              // this program's folder below it, once links were needed
nt::RawHandle g_mutex;          // of g_own; handed to forked children

size_t append(char16_t *to, size_t n, const char16_t *text) {
  while (*text) to[n++] = *text++;
  to[n] = 0;
  return n;
}

size_t append_hex(char16_t *to, size_t n, uint64_t value) {
  for (int shift = 60; shift >= 0; shift -= 4) to[n++] = u"0123456789abcdef"[value >> shift & 15];
  to[n] = 0;
  return n;
}

bool find_folder(char16_t *native, size_t &n) {
  uint32_t flags, attributes;
  return fs::mounts().to_native(kFolder, sizeof kFolder - 1, native, kLinkPath, n, flags) &&
         nt::query_attributes({native, n}, attributes).ok() && attributes & nt::kDirectoryAttribute;
}

bool is_needed(const char16_t *native, size_t n) {
  char16_t name[kLinkPath + 16];
  memcpy(name, native, n * 2);
  n = append(name, n, u"\\.needed");
  uint32_t attributes;
  return nt::query_attributes({name, n}, attributes).ok();
}

bool owner_is_trusted(nt::RawHandle folder) {
  nt::SecurityId administrators;
  administrators.count = 2, administrators.authority[5] = 5, administrators.sub[0] = 32, administrators.sub[1] = 544;
  nt::Security s;
  if (!nt::query_security(folder, s).ok()) return false;
  return s.owner == nt::own_user() || s.owner == nt::kSystemSid || s.owner == administrators;
}

Protection examine(const char16_t *native, size_t n) {
  nt::Handle h;
  if (!nt::open_file(h, {.name = {native, n}, .access = nt::kReadAttributes | nt::kReadControl | nt::kSynchronize,
                         .options = nt::kMustBeDirectory}).ok())
    return Protection::NoFolder;
  nt::VolumeFacts volume;
  if (!nt::query_volume(h.get(), volume).ok() || memcmp(volume.type, u"NTFS", 10)) return Protection::NotNtfs;
  if (!owner_is_trusted(h.get())) return Protection::Untrusted;
  return is_needed(native, n) ? Protection::Forced : Protection::On;
}

uint64_t mix(uint64_t h, const void *bytes, size_t n) { // FNV-1a
  for (auto *p = static_cast<const unsigned char *>(bytes); n--; ++p) h = (h ^ *p) * 0x100000001b3;
  return h;
}

const char16_t *base_name(const char16_t *path) {
  const char16_t *base = path;
  for (; *path; ++path)
    if (*path == '\\' || *path == '/') base = path + 1;
  return base;
}

// <user's folder>\<program>-<path and files it was started from>-<newest of their write times>: processes that were started
// before and after an update have folders of their own.
size_t folder_name(char16_t *out, size_t n) {
  uint64_t files = 0xcbf29ce484222325;
  int64_t newest = 0;
  const ImageFile *program = nullptr;
  for (unsigned i = 0; i < image_file_count(); ++i) {
    const ImageFile &f = image_file_at(i);
    if (f.base == nt::exe_base()) program = &f;
    if (!f.at_start) continue;
    if (f.write > newest) newest = f.write;
    files = mix(files, &f.volume, 4 * sizeof(uint64_t)); // volume, id, size, write
  }
  if (!program) return 0;
  const char16_t *name = base_name(program->path);
  size_t length = 0;
  while (name[length]) ++length;
  files = mix(files, program->path, static_cast<size_t>(name + length - program->path) * 2);
  for (size_t i = 0; i < length && i < 64; ++i) out[n++] = name[i];
  out[n++] = '-';
  n = append_hex(out, n, files);
  out[n++] = '-';
  return append_hex(out, n, static_cast<uint64_t>(newest));
}

// The user's folder, which must be his: another user may have made one of that name.
bool user_folder(char16_t *native, size_t &n) {
  nt::Sid user;
  char text[200];
  nt::OwnerOnly security;
  if (!nt::current_user(user).ok() || !nt::sid_text(user, text, sizeof text) || !nt::make_owner_only(user, security)) return false;
  memcpy(native, g_folder, g_folder_length * 2);
  n = g_folder_length;
  native[n++] = '\\';
  for (const char *p = text; *p; ++p) native[n++] = static_cast<char16_t>(*p);
  native[n] = 0;
  nt::Handle h;
  if (!nt::open_file(h, {.name = {native, n}, .access = nt::kReadAttributes | nt::kReadControl | nt::kSynchronize,
                         .disposition = nt::Disposition::OpenIf, .options = nt::kMustBeDirectory, .security = security.get()}).ok())
    return false;
  nt::Security s;
  return nt::query_security(h.get(), s).ok() && s.owner == nt::own_user();
}

// \??\C:\x is C:\x to Win32, \??\UNC\server\x is \\server\x.
size_t win32_of(const char16_t *native, size_t n, char16_t *out) {
  size_t skip = 4, k = 0;
  if (n > 8 && !memcmp(native + 4, u"UNC\\", 8)) skip = 7, out[k++] = '\\';
  memcpy(out + k, native + skip, (n - skip) * 2);
  k += n - skip;
  out[k] = 0;
  return k;
}

// This program's folder and its mutex. They stay for the life of the process.
bool enter_folder() {
  char16_t native[kLinkPath];
  size_t n;
  if (g_folder_length + 400 > kLinkPath || !user_folder(native, n)) return false;
  auto *own = static_cast<LinkFolder *>(calloc(1, sizeof(LinkFolder)));
  if (!own) return false;
  own->length = win32_of(native, n, own->path);
  size_t user_length = own->length;
  own->path[own->length++] = '\\';
  own->name = own->path + own->length;
  own->length = folder_name(own->path, own->length);
  bool existed;
  nt::Handle mutex;
  if (own->length) mutex = folder_mutex(own->name, existed);
  if (!mutex) {
    free(own);
    return false;
  }
  g_own = own;
  g_mutex = mutex.release();
  sweep_folders(own->path, user_length);
  return true;
}

} // namespace

bool protection_start() {
  char16_t native[kLinkPath];
  size_t n;
  if (!find_folder(native, n) || examine(native, n) < Protection::On) return false;
  g_folder = static_cast<char16_t *>(malloc((n + 1) * 2));
  if (!g_folder) return false;
  memcpy(g_folder, native, n * 2);
  g_folder_length = n;
  return g_on = true;
}

bool protection_is_on() { return g_on; }
bool protection_launches_links() { return g_links; }

Protection protection_state() {
  char16_t native[kLinkPath];
  size_t n;
  return find_folder(native, n) ? examine(native, n) : Protection::NoFolder;
}

void protection_prepare() {
  if (!g_on) return;
  image_files_update();
  image_files_lock();
  bool current = !is_needed(g_folder, g_folder_length);
  for (unsigned i = 0; current && i < image_file_count(); ++i) current = is_current(image_file_at(i));
  g_links = !current && (g_own || enter_folder()) && make_links(*g_own);
  if (!current) TERN_TRACE_LINE("fork: files were replaced, or .needed: %s", g_links ? "from links" : "no links can be made");
  image_files_unlock();
}

void visit_protection(fd::HandleVisitor &v) {
  visit_image_files(v);
  v.visit(&g_mutex);
}

void protection_leave() {
  if (!g_mutex) return;
  nt::close_handle(g_mutex);
  g_mutex = nullptr;
  bool existed = false;
  nt::Handle mutex = folder_mutex(g_own->name, existed);
  if (mutex && !existed && take_mutex(mutex.get(), 0)) {
    remove_folder(g_own->path, g_own->length);
    nt::release_mutex(mutex.get());
  }
}

} // namespace tern::process

// Private: for `tern doctor` and tests. A value of Protection.
TERN_EXPORT int __tern_fork_protection(void) { return static_cast<int>(tern::process::protection_state()); }

// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "process/image_files.h"
#include "core/lock.h"
#include "nt/file.h"
#include "nt/image.h"
#include "nt/loader.h"
#include "process/fork_protection.h"
#include "startup/module.h"
#include <stdlib.h>
#include <string.h>

namespace tern::process {
namespace {

constexpr unsigned kMax = 600;
constexpr size_t kPathMax = 1024;
ImageFile *g_files; // made when the protection is on
unsigned g_count;
bool g_stale;  // something was unloaded while the table was in use
Lock g_lock;

size_t length_of(const char16_t *s) {
  size_t n = 0;
  while (s[n]) ++n;
  return n;
}

ImageFile *find(const void *base) {
  for (unsigned i = 0; i < g_count; ++i)
    if (g_files[i].base == base) return &g_files[i];
  return nullptr;
}

bool facts_of(nt::RawHandle h, ImageFile &f) {
  nt::FileFacts facts;
  if (!nt::query_facts(h, facts).ok()) return false;
  f.volume = nt::volume_serial(h);
  f.id = facts.id;
  f.size = facts.size, f.write = facts.write, f.change = facts.change;
  return true;
}

// The system's own DLLs are not replaced while programs run.
bool is_system_file(const char16_t *path) {
  static char16_t system[260];
  static size_t length = nt::system_folder(system, 260);
  for (size_t i = 0; i < length; ++i)
    if ((path[i] | 32) != (system[i] | 32)) return false;
  return length && path[length] == '\\';
}

void add(void *base, const char16_t *path, bool at_start) {
  if (!g_files || g_count == kMax) return;
  size_t n = length_of(path);
  ImageFile f{};
  f.base = base;
  f.at_start = at_start;
  f.path = static_cast<char16_t *>(malloc((n + 1) * 2));
  if (!f.path) return;
  memcpy(f.path, path, (n + 1) * 2);
  char16_t native[kPathMax + 8];
  nt::Handle h;
  size_t length = nt_path_of(path, native, kPathMax + 8);
  if (length && nt::open_file(h, {.name = {native, length}, .access = nt::kReadData | nt::kReadAttributes | nt::kSynchronize,
                                  .options = nt::kNotDirectory}).ok() && facts_of(h.get(), f))
    f.file = h.release();
  g_files[g_count++] = f;
}

void drop(unsigned i) {
  nt::close_handle(g_files[i].file);
  free(g_files[i].path);
  free(g_files[i].link);
  memmove(&g_files[i], &g_files[i + 1], (g_count - i - 1) * sizeof(ImageFile));
  --g_count;
}

bool same_text(const char16_t *a, const char16_t *b) {
  size_t n = length_of(a);
  return n == length_of(b) && !memcmp(a, b, n * 2);
}

// The paths are asked for before the lock is taken: that needs the loader's lock, whose holder may come here.
void take_in(bool at_start) {
  struct Loaded {
    void *base;
    char16_t path[kPathMax];
  };
  nt::ImageList list;
  auto *loaded = static_cast<Loaded *>(malloc(list.count * sizeof(Loaded)));
  if (!loaded) return;
  unsigned count = 0;
  for (unsigned i = 0; i < list.count; ++i) {
    Loaded &l = loaded[count];
    size_t n = nt::module_path(list.bases[i], l.path, kPathMax - 1);
    l.path[n] = 0;
    l.base = list.bases[i];
    if (n && !is_system_file(l.path)) ++count;
  }
  Guard guard(g_lock);
  for (unsigned k = 0; k < g_count;) {
    ImageFile &f = g_files[k];
    bool there = false;
    for (unsigned i = 0; i < count && !there; ++i)
      there = loaded[i].base == f.base && (same_text(loaded[i].path, f.path) || (f.link && same_text(loaded[i].path, f.link)));
    if (there && !(g_stale && !f.at_start)) ++k;
    else drop(k);
  }
  g_stale = false;
  for (unsigned i = 0; i < count; ++i)
    if (!find(loaded[i].base)) add(loaded[i].base, loaded[i].path, at_start);
  free(loaded);
}

} // namespace

void image_files_start() {
  if (!protection_start()) return;
  g_files = static_cast<ImageFile *>(calloc(kMax, sizeof *g_files));
  if (g_files) take_in(true);
}

void image_files_update() {
  if (protection_is_on()) take_in(false);
}

void image_file_loaded(void *base) {
  if (!protection_is_on() || !g_lock.try_lock()) return; // taken in by the next update
  char16_t path[kPathMax];
  size_t n = nt::module_path(base, path, kPathMax - 1);
  path[n] = 0;
  if (n && !find(base) && !is_system_file(path)) add(base, path, false);
  g_lock.unlock();
}

void image_file_unloaded(const void *base) {
  if (!protection_is_on()) return;
  if (!g_lock.try_lock()) {
    __atomic_store_n(&g_stale, true, __ATOMIC_RELEASE);
    return;
  }
  if (ImageFile *f = find(base)) drop(static_cast<unsigned>(f - g_files));
  g_lock.unlock();
}

size_t nt_path_of(const char16_t *win32, char16_t *out, size_t capacity) {
  size_t n = length_of(win32), k = 4;
  bool prefixed = n > 4 && win32[0] == '\\' && win32[1] == '\\' && win32[2] == '?' && win32[3] == '\\';
  bool unc = !prefixed && n > 2 && win32[0] == '\\' && win32[1] == '\\';
  if (n + 8 > capacity) return 0;
  memcpy(out, u"\\??\\", 8);
  if (unc) memcpy(out + 4, u"UNC", 6), k = 7;
  size_t skip = prefixed ? 4 : unc ? 1 : 0;
  memcpy(out + k, win32 + skip, (n - skip) * 2);
  return k + n - skip;
}

unsigned image_file_count() { return g_count; }
ImageFile &image_file_at(unsigned i) { return g_files[i]; }

// One query by name, as long as nothing at all happened to the file; else its identity.
bool is_current(ImageFile &f) {
  if (!f.file) return true;
  char16_t native[kPathMax + 8];
  size_t n = nt_path_of(f.path, native, kPathMax + 8);
  nt::FileFacts facts;
  if (f.change && nt::query_facts_by_name({native, n}, facts).ok() && facts.size == f.size && facts.write == f.write &&
      facts.change == f.change)
    return true;
  nt::Handle h;
  ImageFile now{};
  if (!nt::open_file(h, {.name = {native, n}, .access = nt::kReadAttributes | nt::kSynchronize, .options = nt::kNotDirectory}).ok() ||
      !facts_of(h.get(), now))
    return false;
  if (now.id != f.id || now.volume != f.volume || now.size != f.size || now.write != f.write) return false;
  f.change = now.change; // a link was added, or its permissions changed
  return true;
}

static size_t copy_path(const char16_t *from, char16_t *out, size_t capacity) {
  size_t n = length_of(from);
  if (n + 1 > capacity) return 0;
  memcpy(out, from, (n + 1) * 2);
  return n;
}

size_t original_image_path(const void *base, char16_t *out, size_t capacity) {
  if (protection_is_on()) {
    Guard guard(g_lock);
    if (ImageFile *f = find(base ? base : nt::exe_base())) return copy_path(f->path, out, capacity);
  }
  return nt::module_path(const_cast<void *>(base), out, capacity);
}

size_t launch_image_path(const void *base, char16_t *out, size_t capacity) {
  if (ImageFile *f = find(base ? base : nt::exe_base()))
    return copy_path(protection_launches_links() && f->link ? f->link : f->path, out, capacity);
  return nt::module_path(const_cast<void *>(base), out, capacity);
}

void image_files_lock() { g_lock.lock(); }
void image_files_unlock() { g_lock.unlock(); }
void image_files_rebuild() { g_lock.reset(); }

void visit_image_files(fd::HandleVisitor &v) {
  for (unsigned i = 0; i < g_count; ++i) v.visit(&g_files[i].file);
}

} // namespace tern::process

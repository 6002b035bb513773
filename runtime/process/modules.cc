// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "process/modules.h"
#include "core/lock.h"
#include "core/trace.h"
#include "fs/path.h"
#include "nt/file.h"
#include "nt/image.h"
#include "nt/loader.h"
#include "process/fork_protection.h"
#include "process/image_files.h"
#include "process/native_arguments.h"
#include "startup/module.h"
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

extern "C" char __ImageBase; // the runtime's own

namespace tern::process {
namespace {

struct Opened {
  void *image;
  unsigned count;  // dlopen calls not yet undone
  bool global, keep;
};
constexpr unsigned kMax = 512;
Opened g_opened[kMax];
unsigned g_opened_count;
RecursiveLock g_lock; // constructors may call dlopen

Opened *find_opened(void *image) {
  for (unsigned i = 0; i < g_opened_count; ++i)
    if (g_opened[i].image == image) return &g_opened[i];
  return nullptr;
}

void fail(ModuleError &why, int error, const char *name, const char *text) {
  why.error = error;
  format_text(why.text, sizeof why.text, "%s: %s", name ? name : "program", text);
}

// ---- names

// libfoo.so is cygfoo.dll here; a name without a suffix has .dll.
bool windows_name(const char *name, char *out, size_t capacity) {
  const char *slash = strrchr(name, '/');
  const char *base = slash ? slash + 1 : name;
  size_t directory = static_cast<size_t>(base - name), n = strlen(base);
  const char *suffix = strstr(base, ".so");
  bool shared = suffix && (!suffix[3] || suffix[3] == '.');
  if (n + directory + 8 > capacity) return false;
  memcpy(out, name, directory);
  if (shared) {
    size_t stem = static_cast<size_t>(suffix - base);
    bool lib = !strncmp(base, "lib", 3);
    char *o = out + directory;
    if (lib) memcpy(o, "cyg", 3), o += 3;
    size_t from = lib ? 3 : 0;
    memcpy(o, base + from, stem - from);
    o += stem - from;
    if (suffix[3] == '.') *o++ = '-', memcpy(o, suffix + 4, strlen(suffix + 4)), o += strlen(suffix + 4);
    memcpy(o, ".dll", 5);
    return true;
  }
  if (strchr(base, '.')) return false;
  memcpy(out + directory, base, n);
  memcpy(out + directory + n, ".dll", 5);
  return true;
}

// The Win32 path of an existing file; false: there is none.
bool existing_file(const char *posix, char16_t *win32, size_t capacity) {
  fs::Path p;
  if (!fs::translate(AT_FDCWD, posix, p).ok()) return false;
  nt::Handle file;
  auto s = fs::attempt(p, fs::Final::Follow, [&](fs::Path &q) {
    return nt::open_file(file, {.name = q.name(), .access = nt::kReadAttributes | nt::kSynchronize, .options = nt::kNotDirectory});
  });
  if (!s.ok() || !s.value().ok() || p.native_length + 1 > capacity) return false;
  bool unc = p.native_length > 8 && p.native[4] == 'U' && p.native[7] == '\\';
  size_t out = 0;
  if (unc) win32[out++] = '\\';
  for (size_t i = unc ? 7 : 4; i < p.native_length; ++i) win32[out++] = p.native[i];
  win32[out] = 0;
  return true;
}

struct Search {
  char16_t win32[4096];
  bool try_path(const char *path) {
    if (existing_file(path, win32, 4096)) return true;
    char other[PATH_MAX];
    return windows_name(path, other, sizeof other) && existing_file(other, win32, 4096);
  }
  bool try_list(const char *list, const char *name) {
    char path[PATH_MAX];
    for (const char *p = list; p && *p;) {
      size_t n = strcspn(p, ":");
      if (n && n + strlen(name) + 2 < sizeof path) {
        memcpy(path, p, n);
        path[n] = '/';
        strcpy(path + n + 1, name);
        if (try_path(path)) return true;
      }
      p += n;
      if (*p) ++p;
    }
    return false;
  }
};

// A program that was started from links (docs/how/fork-protection.md) has its own libraries still where it comes from.
void *load_beside_program(const char16_t *name) {
  char16_t own[1024], started[1024];
  size_t n = original_image_path(nullptr, own, 1024), k = nt::module_path(nullptr, started, 1024), length = 0;
  while (n && own[n - 1] != '\\') --n;
  while (name[length]) ++length;
  if (!n || n + length >= 1024 || (k > n && !memcmp(own, started, n * 2))) return nullptr;
  memcpy(own + n, name, (length + 1) * 2);
  auto loaded = nt::load_image(own);
  return loaded.ok() ? loaded.value() : nullptr;
}

// A DLL that is loaded already, by its file name; and after it NT's own search, for native DLLs.
void *load_by_bare_name(const char *name, bool only_loaded) {
  char other[PATH_MAX];
  const char *names[2] = {name, windows_name(name, other, sizeof other) ? other : nullptr};
  for (const char *n : names) {
    if (!n) continue;
    WideText wide;
    wide.add_utf8(n, strlen(n));
    wide.add(0);
    if (wide.failed()) return nullptr;
    if (void *image = nt::module_base(wide.data())) {
      nt::hold_image(image);
      return image;
    }
    if (only_loaded) continue;
    if (protection_is_on())
      if (void *image = load_beside_program(wide.data())) return image;
    auto loaded = nt::load_image(wide.data());
    if (loaded.ok()) return loaded.value();
  }
  return nullptr;
}

void *load_by_path(const char16_t *win32, bool only_loaded, int &error) {
  if (only_loaded) {
    void *image = nt::module_base(win32);
    if (image) nt::hold_image(image);
    return image;
  }
  auto loaded = nt::load_image(win32);
  if (loaded.ok()) return loaded.value();
  error = loaded.error().value;
  return nullptr;
}

// ---- symbols

bool is_ours(void *image) { return startup::module_find(image) != nullptr; }

// POSIX dlsym: the object, then what it depends on, breadth first. Of native libraries only the object itself: their
// dependencies are not part of our symbol space.
void *find_in_tree(void *image, const char *name, void **seen, unsigned &count) {
  if (void *p = nt::image_function(image, name)) return p;
  unsigned first = count;
  for (unsigned i = 0; const char *import = nt::image_import(image, i); ++i) {
    WideText wide;
    wide.add_utf8(import, strlen(import));
    wide.add(0);
    void *dependency = wide.failed() ? nullptr : nt::module_base(wide.data());
    if (!dependency || !strcasecmp(import, "kernel32.dll") || !strcasecmp(import, "ntdll.dll")) continue;
    bool known = false;
    for (unsigned k = 0; k < count && !known; ++k) known = seen[k] == dependency;
    if (known || count == kMax) continue;
    seen[count++] = dependency;
    if (void *p = nt::image_function(dependency, name)) return p;
  }
  for (unsigned i = first, end = count; i < end; ++i)
    if (is_ours(seen[i]))
      if (void *p = find_in_tree(seen[i], name, seen, count)) return p;
  return nullptr;
}

// The global scope in order: the program, what it was linked with, then what was opened with RTLD_GLOBAL.
template <class F> void *each_global(F f) {
  if (void *p = f(nt::exe_base())) return p;
  for (unsigned i = 0; startup::Module *m = startup::module_at(i); ++i)
    if (m->info && m->at_start && m->info->image_base != nt::exe_base())
      if (void *p = f(m->info->image_base)) return p;
  if (void *p = f(&__ImageBase)) return p;
  for (unsigned i = 0; i < g_opened_count; ++i)
    if (g_opened[i].global)
      if (void *p = f(g_opened[i].image)) return p;
  return nullptr;
}

} // namespace

void *open_module(const char *name, bool global, bool only_loaded, bool keep, ModuleError &why) {
  if (!name) return nt::exe_base();
  Guard guard(g_lock);
  auto *search = static_cast<Search *>(malloc(sizeof(Search)));
  if (!search) {
    fail(why, ENOMEM, name, "out of memory");
    return nullptr;
  }
  int error = ENOENT;
  void *image = nullptr;
  bool bare = !strchr(name, '/');
  bool found = bare ? search->try_list(getenv("LD_LIBRARY_PATH"), name) : search->try_path(name);
  if (bare && !found) image = load_by_bare_name(name, only_loaded);
  if (bare && !found && !image) found = search->try_list("/usr/bin:/usr/lib:/lib", name);
  if (found) image = load_by_path(search->win32, only_loaded, error);
  free(search);
  if (!image) {
    fail(why, error, name, error == ENOENT ? (found ? "a library that it needs was not found" : "no such file")
                           : error == ENOEXEC ? "not a library for this system" : "cannot be loaded");
    return nullptr;
  }
  Opened *o = find_opened(image);
  if (!o) {
    if (g_opened_count == kMax) {
      nt::unload_image(image);
      fail(why, ENOMEM, name, "too many libraries");
      return nullptr;
    }
    o = &g_opened[g_opened_count++];
    *o = {image, 0, false, false};
  }
  o->count++;
  o->global |= global;
  o->keep |= keep;
  image_files_update();
  startup::run_constructors();
  return image;
}

bool close_module(void *handle, ModuleError &why) {
  if (handle == nt::exe_base()) return true;
  Guard guard(g_lock);
  Opened *o = find_opened(handle);
  if (!o || !o->count) {
    fail(why, EINVAL, nullptr, "not an open library handle");
    return false;
  }
  if (o->keep) return true;
  bool last = --o->count == 0;
  if (last) {
    for (Opened *p = o; p + 1 < g_opened + g_opened_count; ++p) p[0] = p[1];
    --g_opened_count;
  }
  nt::unload_image(handle);
  return true;
}

void *find_symbol(void *handle, const char *name, ModuleError &why) {
  Guard guard(g_lock);
  void *p = nullptr;
  if (handle == nt::exe_base()) {
    p = find_symbol_default(name);
  } else if (!nt::is_image_at(reinterpret_cast<uintptr_t>(handle))) {
    fail(why, EINVAL, nullptr, "not an open library handle");
    return nullptr;
  } else {
    void *seen[kMax];
    unsigned count = 0;
    seen[count++] = handle;
    p = find_in_tree(handle, name, seen, count);
  }
  if (!p) fail(why, ENOENT, name, "symbol not found");
  return p;
}

void *find_symbol_default(const char *name) {
  Guard guard(g_lock);
  return each_global([&](void *image) { return nt::image_function(image, name); });
}

void *find_symbol_next(const char *name, const void *caller) {
  Guard guard(g_lock);
  void *own = nt::image_of_address(caller);
  bool after = false;
  return each_global([&](void *image) -> void * {
    if (image == own) {
      after = true;
      return nullptr;
    }
    return after ? nt::image_function(image, name) : nullptr;
  });
}

bool is_opened(void *image) { return find_opened(image) != nullptr; }

void modules_lock() { g_lock.lock(); }
void modules_unlock() { g_lock.unlock(); }

// The child loaded each library once, whatever the number of dlopen calls in the parent.
void modules_rebuild() {
  g_lock.unlock(); // fork's; a constructor that forks keeps its own
  for (unsigned i = 0; i < g_opened_count; ++i) {
    Opened &o = g_opened[i];
    auto *m = startup::module_find(o.image);
    for (unsigned k = m && m->at_start ? 0 : 1; k < o.count; ++k) nt::hold_image(o.image);
  }
}

} // namespace tern::process

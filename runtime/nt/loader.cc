// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "nt/loader.h"
#include "core/sections.h"
#include "nt/image.h"
#include "nt/native.h"
#include "nt/peb.h"

namespace tern::nt {

static LPCWSTR wide(const char16_t *s) { return reinterpret_cast<LPCWSTR>(s); }

uint32_t g_fork_generation = 1;

// What the list of modules has more after a load than before. A table that is full forgets the rest: a child then loads
// more than it needs.
constexpr unsigned kLoadedMax = 128;
TERN_NOFORK static const void *g_loaded[kLoadedMax];
TERN_NOFORK static unsigned g_loaded_count = 0;

static HMODULE load_for_runtime(const char16_t *dll) {
  ImageList before;
  HMODULE m = LoadLibraryExW(wide(dll), nullptr, LOAD_LIBRARY_SEARCH_SYSTEM32);
  if (!m) return m;
  for_each_image([&](void *base) {
    bool known = false;
    for (unsigned i = 0; i < before.count && !known; ++i) known = before.bases[i] == base;
    if (known) return true;
    unsigned i = __atomic_fetch_add(&g_loaded_count, 1, __ATOMIC_RELAXED);
    if (i < kLoadedMax) g_loaded[i] = base;
    return true;
  });
  return m;
}

bool is_loaded_by_runtime(const void *base) {
  for (unsigned i = 0; i < kLoadedMax && i < g_loaded_count; ++i)
    if (g_loaded[i] == base) return true;
  return false;
}

void *find_function(const char16_t *dll, const char *name) {
  HMODULE m = GetModuleHandleW(wide(dll));
  if (!m) m = load_for_runtime(dll);
  return m ? reinterpret_cast<void *>(GetProcAddress(m, name)) : nullptr;
}

void *module_symbol(void *base, const char *name) { return reinterpret_cast<void *>(GetProcAddress(static_cast<HMODULE>(base), name)); }
void *module_base(const char16_t *name) { return GetModuleHandleW(wide(name)); }

size_t module_path(void *base, char16_t *buffer, size_t capacity) {
  DWORD n = GetModuleFileNameW(static_cast<HMODULE>(base), reinterpret_cast<LPWSTR>(buffer), static_cast<DWORD>(capacity));
  return n >= capacity ? 0 : n;
}

size_t system_folder(char16_t *buffer, size_t capacity) {
  UINT n = GetSystemWindowsDirectoryW(reinterpret_cast<LPWSTR>(buffer), static_cast<UINT>(capacity));
  return n >= capacity ? 0 : n;
}

static ProcessParameters *parameters() { return peb()->parameters; }

void *exe_base() { return peb()->image_base; }
const char16_t *command_line(size_t &length) {
  auto &s = parameters()->command_line;
  length = s.Length / 2;
  return reinterpret_cast<char16_t *>(s.Buffer);
}
const char16_t *environment_block() { return static_cast<const char16_t *>(parameters()->environment); }
const char16_t *current_directory(size_t &length) {
  auto &s = parameters()->current_directory;
  length = s.Length / 2;
  return reinterpret_cast<char16_t *>(s.Buffer);
}
StartupData startup_data() {
  auto &s = parameters()->runtime_data;
  return {s.Buffer, s.Buffer ? s.Length : size_t{0}};
}
RawHandle standard_handle(unsigned which) {
  auto *p = parameters();
  RawHandle h = which == 0 ? p->standard_input : which == 1 ? p->standard_output : p->standard_error;
  return h == kInvalidHandle ? nullptr : h;
}
uint32_t session_id() { return peb()->session_id; }
bool under_wine() {
  static int known = 0; // the same in a forked child
  if (!known) known = find_function(u"ntdll.dll", "wine_get_version") ? 1 : 2;
  return known == 1;
}

} // namespace tern::nt

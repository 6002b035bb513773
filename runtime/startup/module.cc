// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "startup/module.h"
#include "core/lock.h"
#include "core/sections.h"
#include "nt/memory.h"
#include "nt/sync.h"
#include "process/image_files.h"
#include <string.h>

extern "C" { // newlib
void __cxa_finalize(void *);
int __cxa_atexit(void (*)(void *), void *, void *);
}

namespace tern::startup {

const __tern_module *g_main_module;

// A process has few modules of ours; a table of fixed size needs no allocation inside DllMain.
constexpr unsigned kMaxModules = 512;
static Module g_modules[kMaxModules];
static unsigned g_module_count;
static bool g_started; // the program's constructors have begun

unsigned module_count() { return g_module_count; }
Module *module_at(unsigned i) { return i < g_module_count ? &g_modules[i] : nullptr; }
Module *module_find(const void *base) {
  for (unsigned i = 0; i < g_module_count; i++)
    if (g_modules[i].info && g_modules[i].info->image_base == base) return &g_modules[i];
  return nullptr;
}

// Version-2 pseudo relocations, as GNU ld and lld write them for data imported by auto-import: the import table's
// value replaces the address that the linker could only guess.
void apply_pseudo_relocs(const __tern_module &m) {
  struct Header {
    uint32_t zero1, zero2, version;
  };
  auto *begin = static_cast<const char *>(m.pseudo_relocs), *end = static_cast<const char *>(m.pseudo_relocs_end);
  if (static_cast<size_t>(end - begin) < sizeof(Header)) return;
  auto *header = reinterpret_cast<const Header *>(begin);
  if (header->zero1 || header->zero2 || header->version != 1) nt::terminate_self(0xc0000018);
  auto base = reinterpret_cast<uintptr_t>(m.image_base);
  auto *r = reinterpret_cast<const __tern_pseudo_reloc *>(header + 1);
  for (; reinterpret_cast<const char *>(r + 1) <= end; r++) {
    uintptr_t slot = base + r->symbol, target = base + r->target;
    auto address = *reinterpret_cast<const uintptr_t *>(slot);
    int64_t delta = static_cast<int64_t>(address - slot);
    unsigned width = r->flags & 0xff;
    nt::Protect old;
    nt::protect(target, width / 8, nt::Protect::ReadWrite, &old);
    auto *p = reinterpret_cast<void *>(target);
    auto add = [&](auto value) {
      memcpy(&value, p, sizeof value);
      value = static_cast<decltype(value)>(value + delta);
      memcpy(p, &value, sizeof value);
    };
    if (width == 8) add(int8_t{});
    else if (width == 16) add(int16_t{});
    else if (width == 32) add(int32_t{});
    else add(int64_t{});
    nt::protect(target, width / 8, old);
  }
}

static void call_destructors(void *info) {
  void (**list)(void) = static_cast<const __tern_module *>(info)->destructors;
  for (size_t n = 1; list[n]; n++) list[n]();
}

// The destructors of a module run after what its code registers with atexit: they are registered first.
static void construct(Module &m) {
  m.constructed = true;
  if (m.info->destructors && m.info->destructors[1])
    __cxa_atexit(call_destructors, const_cast<__tern_module *>(m.info), m.info->dso_handle);
  void (**list)(void) = m.info->constructors;
  if (!list) return;
  size_t n = 0;
  while (list[n + 1]) n++;
  for (; n > 0; n--) list[n]();
}

void run_constructors() {
  g_started = true;
  for (unsigned i = 0; i < g_module_count; i++)
    if (g_modules[i].info && !g_modules[i].constructed) construct(g_modules[i]);
}


void run_destructors(Module &m) {
  if (m.constructed) __cxa_finalize(m.info->dso_handle);
  m.constructed = false;
}

void module_unregister(Module &m) { m = {}; }

static void add(const __tern_module *info) {
  for (unsigned i = 0; i < g_module_count; i++)
    if (!g_modules[i].info) {
      // A hole from dlclose: keep load order, so shift down.
      memmove(&g_modules[i], &g_modules[i + 1], (g_module_count - i - 1) * sizeof(Module));
      g_module_count--;
      i--;
    }
  if (g_module_count == kMaxModules) nt::terminate_self(0xc0000017);
  g_modules[g_module_count++] = {info, false, !g_started};
}

} // namespace tern::startup

using namespace tern::startup;

// Called by a DLL's entry (sysroot/crt/dllcrt1.c) at process attach and detach, under the loader's lock. Only
// registers: constructors run on the user's stack, at the program's start or in dlopen. A DLL that native code
// loads later, by LoadLibrary, has its constructors run here.
TERN_EXPORT void __tern_dll_attach(const __tern_module *info) {
  if (info->abi_version != kModuleAbi || info->size < offsetof(__tern_module, reserved))
    tern::nt::terminate_self(0xc0000059); // STATUS_REVISION_MISMATCH
  apply_pseudo_relocs(*info);
  add(info);
  tern::process::image_file_loaded(info->image_base);
}

TERN_EXPORT void __tern_dll_detach(const __tern_module *info, int process_ends) {
  Module *m = module_find(info->image_base);
  if (!m) return;
  if (!process_ends) run_destructors(*m);
  module_unregister(*m);
  if (!process_ends) tern::process::image_file_unloaded(info->image_base);
}

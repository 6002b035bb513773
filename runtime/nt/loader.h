// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Native DLLs: only ntdll and kernel32 are imported statically; the rest is loaded on first use.
#pragma once
#include "nt/handle.h"
#include <stddef.h>
#include <stdint.h>

namespace tern::nt {

// A function of a native DLL, looked up on first use. null when the DLL or function is absent.
//   static LazyFunction<int(int)> f{u"ws2_32.dll", "WSACleanup"};   if (auto *p = f.get()) p(1);
void *find_function(const char16_t *dll, const char *name);

// Was this DLL loaded by find_function, or along with one that was? A forked child needs none of these: see below.
bool is_loaded_by_runtime(const void *base);

// Grows by one in each forked child (process/fork_child.cc): a native DLL that the parent loaded is not in the child, so
// what a LazyFunction found holds for one generation.
extern uint32_t g_fork_generation;

template <class F> class LazyFunction {
  const char16_t *dll_;
  const char *name_;
  F *pointer_ = nullptr;
  uint32_t looked_ = 0; // generation

public:
  constexpr LazyFunction(const char16_t *dll, const char *name) : dll_(dll), name_(name) {}
  F *get() {
    if (__atomic_load_n(&looked_, __ATOMIC_ACQUIRE) != g_fork_generation) {
      pointer_ = reinterpret_cast<F *>(find_function(dll_, name_));
      __atomic_store_n(&looked_, g_fork_generation, __ATOMIC_RELEASE);
    }
    return pointer_;
  }
};

// A function of a module that is loaded; null when it has none of that name.
void *module_symbol(void *base, const char *name);
void *module_base(const char16_t *name); // null: the exe; not loaded: null
// Full native path of a module as UTF-16 (GetModuleFileNameW); returns length, 0 on failure.
size_t module_path(void *base, char16_t *buffer, size_t capacity);
// Windows' own folder (C:\Windows), without a backslash at its end; length, 0 on failure.
size_t system_folder(char16_t *buffer, size_t capacity);

// From the PEB.
void *exe_base();
const char16_t *command_line(size_t &length);          // in UTF-16 units
const char16_t *environment_block();                   // NUL-separated, ends with an empty string
const char16_t *current_directory(size_t &length);
struct StartupData { const void *data; size_t size; };  // lpReserved2
StartupData startup_data();
RawHandle standard_handle(unsigned which);             // 0 input, 1 output, 2 error
uint32_t session_id();
bool under_wine();                                     // ntdll exports wine_get_version; facts of behaviour go by status, not by this

} // namespace tern::nt

// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Replacing entries of a virtual table (Itanium C++ ABI).
#pragma once
#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <sys/mman.h>
#include <unistd.h>

namespace tern {

[[noreturn]] inline void plugin_failure(const char *why) {
  std::fprintf(stderr, "x86_64-pc-cygwin: error: clang plugin: %s\n", why);
  std::exit(1);
}

// A pointer to a virtual member function holds 1 + the byte offset of its slot.
template <typename MemberFunction> size_t vtable_slot(MemberFunction function) {
  size_t word;
  std::memcpy(&word, &function, sizeof word);
  return (word - 1) / sizeof(void *);
}

// Puts `replacement` into the slot and returns what was there. Tables lie in pages that the loader made
// read-only after relocation.
template <typename Function> Function *replace_slot(void **vtable, size_t slot, Function *replacement) {
  auto *original = reinterpret_cast<Function *>(vtable[slot]);
  size_t page = static_cast<size_t>(sysconf(_SC_PAGESIZE));
  auto *start = reinterpret_cast<void *>(reinterpret_cast<size_t>(vtable + slot) & ~(page - 1));
  if (mprotect(start, page, PROT_READ | PROT_WRITE) != 0) plugin_failure("mprotect failed");
  vtable[slot] = reinterpret_cast<void *>(replacement);
  if (mprotect(start, page, PROT_READ) != 0) plugin_failure("mprotect failed");
  return original;
}

} // namespace tern

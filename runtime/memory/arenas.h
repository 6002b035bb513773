// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The map of the address space (docs/how/memory.md). Everything user code can point to lies at an address that a
// forked child can have too: between 0x4_0000_0000 and 0x6FFF_0000_0000, which Windows and every Wine leave free.
#pragma once
#include <stddef.h>
#include <stdint.h>

namespace tern::memory {

constexpr uintptr_t kExeBase = 0x1'0040'0000;
constexpr uintptr_t kRuntimeBase = 0x4'0000'0000;
constexpr uintptr_t kStacksBegin = 0x6'0000'0000, kStacksEnd = 0x40'0000'0000;    // 232 GB of thread stacks
constexpr uintptr_t kHeapBegin = 0x40'0000'0000, kHeapEnd = 0x100'0000'0000;      // 768 GB for malloc
constexpr uintptr_t kDllBegin = 0x100'0000'0000, kDllEnd = 0x300'0000'0000;       // image bases by name's hash
constexpr uintptr_t kMapBegin = 0x1000'0000'0000, kMapEnd = 0x6000'0000'0000;     // mmap
constexpr size_t kPage = 4096, kGranularity = 65536;

constexpr size_t round_up(size_t n, size_t to) { return (n + to - 1) & ~(to - 1); }
constexpr size_t round_down(size_t n, size_t to) { return n & ~(to - 1); }

} // namespace tern::memory

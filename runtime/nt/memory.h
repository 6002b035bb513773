// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Virtual memory of this and other processes.
#pragma once
#include "nt/handle.h"
#include <stddef.h>
#include <stdint.h>

namespace tern::nt {

enum class Protect : uint32_t { None = 0x01, Read = 0x02, ReadWrite = 0x04, WriteCopy = 0x08, Exec = 0x10, ExecRead = 0x20,
                                ExecReadWrite = 0x40, ExecWriteCopy = 0x80, Guard = 0x104 };

// Reserves `size` bytes at `at` (64 KB aligned; 0: anywhere). `process` null: this one.
Status reserve(uintptr_t &at, size_t size, RawHandle process = nullptr);
Status reserve_commit(uintptr_t &at, size_t size, Protect, RawHandle process = nullptr);
Status commit(uintptr_t at, size_t size, Protect, RawHandle process = nullptr);
Status decommit(uintptr_t at, size_t size, RawHandle process = nullptr);
Status release(uintptr_t at, RawHandle process = nullptr); // a whole reservation, by its base
Status protect(uintptr_t at, size_t size, Protect, Protect *old = nullptr, RawHandle process = nullptr);

struct Region {
  uintptr_t base, allocation_base;
  size_t size;
  uint32_t state;   // 0x1000 commit, 0x2000 reserve, 0x10000 free
  uint32_t protect, allocation_protect;
  uint32_t type;    // 0x20000 private, 0x40000 mapped, 0x1000000 image
};
constexpr uint32_t kCommit = 0x1000, kReserve = 0x2000, kFree = 0x10000;
constexpr uint32_t kPrivate = 0x20000, kMapped = 0x40000, kImage = 0x1000000;
Status query(uintptr_t at, Region &, RawHandle process = nullptr);

Status read_process(RawHandle process, uintptr_t from, void *to, size_t size, size_t *done = nullptr);
Status write_process(RawHandle process, uintptr_t to, const void *from, size_t size, size_t *done = nullptr);

// Sections.
struct SectionName { const char16_t *name = nullptr; RawHandle directory = nullptr; void *security = nullptr; };
Status create_section(Handle &, uint64_t size, Protect, SectionName = {}, RawHandle file = nullptr,
                      uint32_t attributes = 0x8000000 /* SEC_COMMIT */, bool *existed = nullptr, bool inheritable = false);
Status open_section(Handle &, SectionName, bool writable);
Status map_section(RawHandle section, uintptr_t &at, size_t &size, uint64_t offset, Protect, RawHandle process = nullptr);
Status unmap_section(uintptr_t at, RawHandle process = nullptr);
uint64_t section_size(RawHandle section); // bytes; 0 when it cannot be asked
Status flush_view(uintptr_t at, size_t size);
Status lock_pages(uintptr_t at, size_t size);
Status unlock_pages(uintptr_t at, size_t size);
Status duplicate_local(RawHandle from, Handle &to); // a second handle of this process

// A view that is unmapped at the end of its scope unless released.
class View {
  uintptr_t at_ = 0;

public:
  View() = default;
  explicit View(uintptr_t at) : at_(at) {}
  View(View &&o) : at_(o.at_) { o.at_ = 0; }
  View(const View &) = delete;
  ~View() {
    if (at_) unmap_section(at_);
  }
  void *get() const { return reinterpret_cast<void *>(at_); }
  uintptr_t release() { auto a = at_; at_ = 0; return a; }
};

} // namespace tern::nt

// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// NT's handles and statuses as types of our own. No native header: everything above nt/ includes this.
#pragma once
#include <stdint.h>

namespace tern::nt {

using RawHandle = void *;
constexpr uint32_t kSynchronize = 0x100000; // the right to wait, of every kind of object
inline const RawHandle kInvalidHandle = reinterpret_cast<RawHandle>(-1);

void close_handle(RawHandle); // never fails visibly; null and kInvalidHandle are ignored

// Owns one handle of this process.
class Handle {
  RawHandle h_ = nullptr;

public:
  constexpr Handle() = default;
  explicit Handle(RawHandle h) : h_(h == kInvalidHandle ? nullptr : h) {}
  Handle(Handle &&o) : h_(o.h_) { o.h_ = nullptr; }
  Handle &operator=(Handle &&o) {
    if (this != &o) { close(); h_ = o.h_; o.h_ = nullptr; }
    return *this;
  }
  Handle(const Handle &) = delete;
  ~Handle() { close(); }
  void close() {
    if (h_) close_handle(h_);
    h_ = nullptr;
  }
  RawHandle get() const { return h_; }
  RawHandle release() { auto h = h_; h_ = nullptr; return h; }
  RawHandle *member() { return &h_; } // for fork's HandleVisitor only
  explicit operator bool() const { return h_; }
};

// An NTSTATUS.
struct Status {
  int32_t value;
  constexpr bool ok() const { return value >= 0; }
  constexpr bool operator==(uint32_t other) const { return static_cast<uint32_t>(value) == other; }
  // Calls that this Windows or Wine has not: choose the fallback by this, never by version.
  constexpr bool absent() const {
    auto v = static_cast<uint32_t>(value);
    return v == 0xc0000002 || v == 0xc0000003 || v == 0xc000000d || v == 0xc00000bb;
  }
};

} // namespace tern::nt

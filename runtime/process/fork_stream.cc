// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// NT calls only: the child has no runtime yet, and the parent's other threads are stopped. Events wake, the counters decide.
#include "process/fork_stream.h"
#include "nt/sync.h"

namespace tern::process {

static void copy_bytes(void *to, const void *from, size_t n) { __asm__ volatile("rep movsb" : "+D"(to), "+S"(from), "+c"(n)::"memory"); }

// Until the counter has reached the value.
bool ForkStream::wait_until(const uint32_t &counter, uint32_t value) {
  while (static_cast<int32_t>(__atomic_load_n(&counter, __ATOMIC_ACQUIRE) - value) < 0) {
    nt::RawHandle objects[2] = {turned_, other_};
    if (!(nt::wait(objects, 2, nullptr) == 0u)) return static_cast<int32_t>(__atomic_load_n(&counter, __ATOMIC_ACQUIRE) - value) >= 0;
  }
  return true;
}

bool ForkStream::put(const void *from, size_t n) {
  for (auto *p = static_cast<const char *>(from); n;) {
    if (at_ == 0 && count_ >= 2 && !wait_until(window_->emptied, count_ - 1)) return false;
    size_t part = StreamWindow::kHalf - at_ < n ? StreamWindow::kHalf - at_ : n;
    copy_bytes(window_->halves[count_ % 2] + at_, p, part);
    p += part, n -= part, at_ += part;
    if (at_ == StreamWindow::kHalf && !finish()) return false;
  }
  return true;
}

bool ForkStream::finish() {
  if (!at_) return true;
  at_ = 0;
  __atomic_store_n(&window_->filled, ++count_, __ATOMIC_RELEASE);
  nt::set_event(turn_);
  return true;
}

// The size of a half is not sent: the last one is short, and its end is where the caller asks for no more.
bool ForkStream::get(void *to, size_t n) {
  for (auto *p = static_cast<char *>(to); n;) {
    if (at_ == 0 && !wait_until(window_->filled, count_ + 1)) return false;
    size_t part = StreamWindow::kHalf - at_ < n ? StreamWindow::kHalf - at_ : n;
    copy_bytes(p, window_->halves[count_ % 2] + at_, part);
    p += part, n -= part, at_ += part;
    if (at_ < StreamWindow::kHalf) continue;
    at_ = 0;
    __atomic_store_n(&window_->emptied, ++count_, __ATOMIC_RELEASE);
    nt::set_event(turn_);
  }
  return true;
}

} // namespace tern::process

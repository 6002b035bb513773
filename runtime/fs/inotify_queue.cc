// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "fs/inotify_queue.h"
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>

namespace tern::fs {

namespace {
struct Head { // of struct inotify_event
  int watch;
  uint32_t mask, cookie, length;
};
static_assert(sizeof(Head) == sizeof(struct inotify_event));
} // namespace

bool EventQueue::append(int watch, uint32_t mask, uint32_t cookie, const char *name, size_t length) {
  size_t padded = length ? (length + 1 + sizeof(Head) - 1) / sizeof(Head) * sizeof(Head) : 0, whole = sizeof(Head) + padded;
  Head h{watch, mask, cookie, static_cast<uint32_t>(padded)};
  if (last_ != SIZE_MAX) { // as Linux: an event like the newest one is not told twice
    auto *last = bytes_ + last_;
    if (!memcmp(last, &h, sizeof h) && !memcmp(last + sizeof h, name ? name : "", length)) return true;
  }
  if (end_ + whole > capacity_) {
    memmove(bytes_, bytes_ + begin_, end_ - begin_);
    if (last_ != SIZE_MAX) last_ -= begin_;
    end_ -= begin_, begin_ = 0;
  }
  if (end_ + whole > capacity_) {
    size_t wanted = capacity_ ? capacity_ * 2 : 4096;
    auto *more = static_cast<unsigned char *>(realloc(bytes_, wanted));
    if (!more) return false;
    bytes_ = more, capacity_ = wanted;
  }
  memcpy(bytes_ + end_, &h, sizeof h);
  memset(bytes_ + end_ + sizeof h, 0, padded);
  if (length) memcpy(bytes_ + end_ + sizeof h, name, length);
  last_ = end_;
  end_ += whole;
  count_++;
  return true;
}

void EventQueue::put(int watch, uint32_t mask, uint32_t cookie, const char *name, size_t length) {
  if (overflowed_) return;
  if (count_ >= kMost || !append(watch, mask, cookie, name, length)) put_overflow();
}

void EventQueue::put_overflow() {
  if (!overflowed_) overflowed_ = append(-1, IN_Q_OVERFLOW, 0, nullptr, 0);
}

Result<ssize_t> EventQueue::take(void *to, size_t size) {
  size_t done = 0;
  while (begin_ < end_) {
    Head h;
    memcpy(&h, bytes_ + begin_, sizeof h);
    size_t whole = sizeof h + h.length;
    if (done + whole > size) break;
    memcpy(static_cast<char *>(to) + done, bytes_ + begin_, whole);
    done += whole, begin_ += whole, count_--;
    if (h.mask & IN_Q_OVERFLOW) overflowed_ = false;
  }
  if (!done && begin_ < end_) return Errno(EINVAL);
  if (begin_ == end_ || last_ < begin_) last_ = SIZE_MAX;
  if (begin_ == end_) begin_ = end_ = 0;
  return static_cast<ssize_t>(done);
}

void EventQueue::clear() {
  free(bytes_);
  *this = EventQueue{};
}

} // namespace tern::fs

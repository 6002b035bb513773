// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "fd/description.h"
#include "core/shared_state.h"
#include "core/view.h"
#include "fd/pieces.h"
#include "nt/file.h"
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>

namespace tern::fd {

static uint64_t g_next_identity;

// Unique among the forked relatives of this session: the process's pid and a counter.
uint64_t new_identity() {
  return static_cast<uint64_t>(static_cast<uint32_t>(g_process_view.pid)) << 32 | (__atomic_add_fetch(&g_next_identity, 1, __ATOMIC_RELAXED) & 0xffffffff);
}

Description::Description(Kind k) : kind(k), identity(new_identity()) {}

void Description::release() {
  if (__atomic_sub_fetch(&references_, 1, __ATOMIC_ACQ_REL)) return;
  close();
  if (shared_index >= 0) shared_description_drop(static_cast<unsigned>(shared_index));
  this->~Description();
  free(this);
}

// Descriptions are made by make<T>() (malloc), so the virtual destructor's deleting form is never used.
void Description::operator delete(void *p) { free(p); }

uint32_t Description::status_flags() const {
  if (shared_index < 0) return __atomic_load_n(&flags, __ATOMIC_RELAXED);
  uint32_t own = flags & ~kSharedFlags;
  return own | (__atomic_load_n(&shared().descriptions[shared_index].flags, __ATOMIC_RELAXED) & kSharedFlags);
}

void Description::set_status_flags(uint32_t mask, uint32_t values) {
  uint32_t *word = shared_index < 0 ? &flags : &shared().descriptions[shared_index].flags;
  uint32_t old = __atomic_load_n(word, __ATOMIC_RELAXED);
  while (!__atomic_compare_exchange_n(word, &old, (old & ~mask) | (values & mask), true, __ATOMIC_RELAXED, __ATOMIC_RELAXED)) {
  }
}

Result<> Description::share() {
  if (shared_index >= 0) return success();
  unsigned index = TRY(shared_description_allocate());
  auto &record = shared().descriptions[index];
  record.flags = flags & kSharedFlags;
  shared_index = static_cast<int32_t>(index);
  return success();
}

void *allocate_description(size_t size) { return malloc(size); }

Result<ssize_t> Description::read(void *, size_t) { return Errno(EBADF); }
Result<ssize_t> Description::write(const void *, size_t) { return Errno(EBADF); }

Result<ssize_t> Description::readv(const iovec *v, int count) {
  return piece_by_piece(v, count, [&](const iovec &piece, ssize_t) { return read(piece.iov_base, piece.iov_len); });
}

Result<ssize_t> Description::writev(const iovec *v, int count) {
  size_t total = 0;
  int used = 0, last = 0;
  for (int i = 0; i < count; i++)
    if (v[i].iov_len) total += v[i].iov_len, used++, last = i;
  if (used <= 1) return used ? write(v[last].iov_base, v[last].iov_len) : write(nullptr, 0);
  // One write, so that the pieces stay together (POSIX writev: as write() of the whole).
  auto *whole = static_cast<char *>(malloc(total));
  if (!whole) return Errno(ENOMEM);
  size_t at = 0;
  for (int i = 0; i < count; i++) {
    __builtin_memcpy(whole + at, v[i].iov_base, v[i].iov_len);
    at += v[i].iov_len;
  }
  auto r = write(whole, total);
  free(whole);
  return r;
}

Result<ssize_t> Description::pread(void *, size_t, off_t) { return Errno(ESPIPE); }
Result<ssize_t> Description::pwrite(const void *, size_t, off_t) { return Errno(ESPIPE); }
Result<off_t> Description::seek(off_t, int) { return Errno(ESPIPE); }
Result<> Description::truncate(off_t) { return Errno(EINVAL); }
Result<> Description::stat(struct stat &) { return Errno(EBADF); }
Result<> Description::sync(bool) { return Errno(EINVAL); }
Result<int> Description::ioctl(unsigned long, void *) { return Errno(ENOTTY); }
Result<> Description::chmod(mode_t) { return Errno(EINVAL); }
Result<> Description::chown(uid_t, gid_t) { return Errno(EINVAL); }
Result<> Description::utimens(const timespec *) { return Errno(EINVAL); }
Events Description::poll(Events wanted) { return wanted & (POLLIN | POLLOUT | POLLRDNORM | POLLWRNORM); }
bool Description::prepare_wait(Events, ReadyWait &) { return false; }
Result<> Description::save(BlockWriter &, const SpawnContext &) { return Errno(ENOTSUP); }

Result<nt::Handle> Description::native_stdio(bool) {
  auto h = native_handle();
  if (!h) return Errno(ENOTSUP);
  nt::Handle copy;
  if (!nt::duplicate_here(h, copy, 0, true).ok()) return Errno(EMFILE);
  return copy;
}

} // namespace tern::fd

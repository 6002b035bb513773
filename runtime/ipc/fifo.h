// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// FIFOs of the file system (docs/how/fifos.md). The file on the volume is a cookie with a number; the bytes go through a
// ring in shared memory that carries the number in its name.
#pragma once
#include "core/lock.h"
#include "fs/disk_file.h"
#include "ipc/fifo_ring.h"

namespace tern::ipc {

class Fifo final : public fs::PathDescription {
  uint64_t id_;
  FifoObjects objects_;
  FifoRing *ring_ = nullptr;
  uint32_t seen_writers_ = 0; // no hang-up is told before a writer came and went
  bool left_ = false;
  Lock lock_;                 // of ring_ and peer_
  FifoPeer peer_;             // of the other role, as found last; process-local

  friend Result<fd::FileRef> open_fifo(nt::Handle, const fs::Path &, int flags, uint64_t id);
  friend Result<fd::FileRef> load_fifo(const char *, size_t);

  uint32_t roles() const { return (readable() ? kReads : 0) | (writable() ? kWrites : 0); }
  FifoRing *ring();
  void publish(FifoRing &, bool certain = false); // sets and resets the events as the state wants; under the ring's lock
  bool peer_lives(FifoRing &, uint32_t role);
  Result<> await(FifoRing &, FifoEvent, uint32_t role, WaitPolicy, int64_t at_most);
  Result<> await_opener(FifoRing &, uint32_t role, uint32_t joined_before);
  Result<> join(int flags);

public:
  Fifo(nt::Handle h, const char *path, size_t length, uint32_t flags, uint64_t id)
      : PathDescription(fd::Kind::Fifo, static_cast<nt::Handle &&>(h), path, length, flags), id_(id) {}
  Result<ssize_t> read(void *, size_t) override;
  Result<ssize_t> write(const void *, size_t) override;
  Result<> stat(struct stat &) override;
  Result<> sync(bool) override { return Errno(EINVAL); }
  Result<int> ioctl(unsigned long request, void *argument) override;
  fd::Events poll(fd::Events wanted) override;
  bool prepare_wait(fd::Events wanted, fd::ReadyWait &) override;
  nt::RawHandle native_handle() const override { return nullptr; } // native code would find the cookie
  Result<> save(BlockWriter &, const SpawnContext &) override;
  void fork_handles(fd::HandleVisitor &) override;
  void after_fork() override;
  void close() override;
  void leave(); // this process no longer has it open; for the last moments before exit and exec
};

// Waits for the other side as POSIX open() says. Errors: ENXIO, EINTR (as interrupted), ENFILE, ENOMEM.
Result<fd::FileRef> open_fifo(nt::Handle, const fs::Path &, int flags, uint64_t id);
Result<fd::FileRef> load_fifo(const char *data, size_t size);
// Before this process ends (or is followed by a new image, which has those without close-on-exec): peers learn of it at once.
void leave_fifos(bool exec);

} // namespace tern::ipc

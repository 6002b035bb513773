// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Pipes (docs/how/pipes.md): one end of a named-pipe pair, overlapped. Also what a native parent's pipe becomes.
#pragma once
#include "core/lock.h"
#include "fd/description.h"
#include "nt/pipe.h"

namespace tern::ipc {

constexpr uint32_t kPipeCapacity = 65536;

class Pipe final : public fd::Description {
  nt::RawHandle handle_;
  bool write_end_;
  Lock write_lock_;

  // A write that NT has taken but the reader has not: it belongs to the description, so that a signal can end the
  // call without cancelling (which would leave unknown how much the reader had taken).
  struct InFlight {
    nt::IoStatus io;
    nt::RawHandle event;
  } *in_flight_ = nullptr;

  bool prepare_in_flight();
  Result<bool> drain(Deadline, WaitPolicy); // false: still in flight at the deadline
  Result<size_t> write_chunk(const void *, uint32_t size);
  Errno broken();

public:
  Pipe(nt::RawHandle h, bool write_end, int flags);

  Result<ssize_t> read(void *, size_t) override;
  Result<ssize_t> write(const void *, size_t) override;
  Result<> stat(struct stat &) override;
  Result<int> ioctl(unsigned long request, void *argument) override;
  fd::Events poll(fd::Events wanted) override;
  bool prepare_wait(fd::Events wanted, fd::ReadyWait &) override;
  void finish_wait(fd::ReadyWait &) override;
  nt::RawHandle native_handle() const override { return handle_; }
  Result<> save(BlockWriter &, const SpawnContext &) override;
  void fork_handles(fd::HandleVisitor &v) override { v.visit(&handle_); }
  void after_fork() override;
  void close() override;
  void wait_for_flight(); // until nothing is in flight, or the reader is gone
};

// Two new descriptions. Errors: EMFILE, ENFILE, ENOMEM.
Result<> make_pipe(fd::FileRef &read_end, fd::FileRef &write_end, int flags);
// Before this process ends: waits for writes that are in flight, as the last close would.
void drain_pipes();
// In a new image: from what save() wrote.
Result<fd::FileRef> load_pipe(const void *data, size_t length, int flags);
// A pipe handle of a native parent, overlapped or not asked.
Result<fd::FileRef> adopt_pipe(nt::Handle, bool write_end, int flags);

} // namespace tern::ipc

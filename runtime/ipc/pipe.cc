// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "ipc/pipe.h"
#include "core/io_event.h"
#include "core/sections.h"
#include "core/view.h"
#include "fd/table.h"
#include "nt/status.h"
#include "nt/sync.h"
#include "process/spawn_context.h"
#include "signal/send.h"
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>

namespace tern::ipc {

Pipe::Pipe(nt::RawHandle h, bool write_end, int f) : Description(fd::Kind::Pipe), handle_(h), write_end_(write_end) {
  flags = static_cast<uint32_t>((f & ~O_ACCMODE) | (write_end ? O_WRONLY : O_RDONLY));
}

// ---- reading

static nt::Status completion(const nt::IoStatus &io) { return {__atomic_load_n(&io.status, __ATOMIC_ACQUIRE)}; }

// Cancels, and waits for the end: the status block lies on our stack.
static void cancel_and_await(nt::RawHandle h, nt::RawHandle event, nt::IoStatus &io) {
  nt::cancel_overlapped(h, io);
  nt::wait(&event, 1, nullptr);
}

Result<ssize_t> Pipe::read(void *buffer, size_t size) {
  if (write_end_) return Errno(EBADF);
  if (size == 0) return ssize_t{0};
  nt::RawHandle event = io_event(current());
  if (!event) return Errno(ENOMEM);
  uint32_t n = size > 0x40000000 ? 0x40000000 : static_cast<uint32_t>(size);
  bool nonblocking = this->nonblocking();
  for (;;) {
    if (nonblocking) {
      nt::PipeState p;
      auto s = nt::pipe_state(handle_, p);
      if (nt::is_broken_pipe(s)) return ssize_t{0};
      if (s.ok() && p.available == 0) {
        if (p.state == nt::kPipeClosing) return ssize_t{0};
        return Errno(EAGAIN);
      }
    }
    nt::IoStatus io;
    nt::Status s = nt::read_overlapped(handle_, event, io, buffer, n);
    if (s == nt::kPending) {
      if (nonblocking) { // another reader was faster
        cancel_and_await(handle_, event, io);
      } else {
        auto r = wait_objects(&event, 1, kForever, WaitPolicy::Restartable);
        if (r.outcome != WaitOutcome::Signalled) cancel_and_await(handle_, event, io);
      }
      s = completion(io);
    }
    if (s.ok() || s == 0x80000005u) { // STATUS_BUFFER_OVERFLOW: a message of a native writer, the rest comes next
      if (io.information) return static_cast<ssize_t>(io.information);
      continue; // a write of nothing is no end of file
    }
    if (s == 0xc0000120u || s == 0xc0000121u) { // cancelled
      if (io.information) return static_cast<ssize_t>(io.information);
      if (nonblocking) return Errno(EAGAIN);
      return interrupted(WaitPolicy::Restartable);
    }
    if (nt::is_broken_pipe(s)) return ssize_t{0};
    if (s == 0xc0000011u) return ssize_t{0};    // STATUS_END_OF_FILE: Wine's word for a host's pipe
    if (s == 0xc00000d9u) return Errno(EAGAIN); // a native peer put the pipe into no-wait mode
    return nt::errno_of(s);
  }
}

// ---- writing

Errno Pipe::broken() {
  signal::raise_in_thread(SIGPIPE);
  return Errno(EPIPE);
}

// A write of this process was once not done at its return: only then does the end look at the pipes.
TERN_NOFORK static bool g_any_flight = false;

bool Pipe::prepare_in_flight() {
  if (in_flight_) return true;
  auto *f = static_cast<InFlight *>(calloc(1, sizeof(InFlight)));
  nt::Handle event;
  if (!f || !nt::create_event(event, true, true).ok()) {
    free(f);
    return false;
  }
  f->event = event.release();
  in_flight_ = f;
  return true;
}

// Waits until nothing is in flight. A write that failed after its call returned shows here, as EPIPE.
Result<bool> Pipe::drain(Deadline deadline, WaitPolicy policy) {
  while (completion(in_flight_->io) == nt::kPending) {
    auto r = wait_objects(&in_flight_->event, 1, deadline, policy);
    if (r.outcome == WaitOutcome::Wanted) return interrupted(policy);
    if (r.outcome == WaitOutcome::TimedOut) return false;
  }
  if (nt::is_broken_pipe(completion(in_flight_->io))) return Errno(EPIPE);
  return true;
}

// One NT write. Errors: EPIPE, EAGAIN (non-blocking, and one is in flight), interrupted.
Result<size_t> Pipe::write_chunk(const void *data, uint32_t size) {
  bool nonblocking = this->nonblocking();
  bool free_now = TRY(drain(nonblocking ? kPoll : kForever, nonblocking ? WaitPolicy::Uninterruptible : WaitPolicy::Restartable));
  if (!free_now) return Errno(EAGAIN);
  nt::Status s = nt::write_overlapped(handle_, in_flight_->event, in_flight_->io, data, size);
  if (s == nt::kPending) {
    __atomic_store_n(&g_any_flight, true, __ATOMIC_RELAXED);
    if (nonblocking) return static_cast<size_t>(size); // NT has it; the next call finds it in flight
    auto done = drain(kForever, WaitPolicy::Restartable);
    if (!done.ok() && done.error().value == EPIPE) return Errno(EPIPE);
    return static_cast<size_t>(size); // written, or in flight when a signal came
  }
  in_flight_->io.status = 0;
  if (nt::is_broken_pipe(s)) return Errno(EPIPE);
  if (!s.ok()) return nt::errno_of(s);
  return static_cast<size_t>(size);
}

Result<ssize_t> Pipe::write(const void *data, size_t size) {
  if (!write_end_) return Errno(EBADF);
  if (size == 0) return ssize_t{0}; // never reaches NT: a reader would take it for an end
  Guard guard(write_lock_);
  if (!prepare_in_flight()) return Errno(ENOMEM);
  size_t done = 0;
  while (done < size) {
    size_t left = size - done;
    auto n = write_chunk(static_cast<const char *>(data) + done, left > kPipeCapacity ? kPipeCapacity : static_cast<uint32_t>(left));
    if (!n.ok()) {
      if (n.error().value == EPIPE && !done) return broken();
      if (done) break;
      return n.error();
    }
    done += n.value();
    if (done < size && completion(in_flight_->io) == nt::kPending) break; // interrupted, or non-blocking and full
  }
  return static_cast<ssize_t>(done);
}

// ---- the rest

Result<> Pipe::stat(struct stat &st) {
  memset(&st, 0, sizeof st);
  st.st_mode = S_IFIFO | 0600;
  st.st_ino = static_cast<ino_t>(identity);
  st.st_nlink = 1;
  st.st_uid = view().ids.euid;
  st.st_gid = view().ids.egid;
  st.st_blksize = 4096;
  nt::PipeState p;
  if (!write_end_ && nt::pipe_state(handle_, p).ok()) st.st_size = p.available;
  return success();
}

Result<int> Pipe::ioctl(unsigned long request, void *argument) {
  if (request != FIONREAD) return Errno(ENOTTY);
  nt::PipeState p{};
  if (auto s = nt::pipe_state(handle_, p); !s.ok() && !nt::is_broken_pipe(s)) return nt::errno_of(s);
  *static_cast<int *>(argument) = static_cast<int>(p.available);
  return 0;
}

fd::Events Pipe::poll(fd::Events wanted) {
  fd::Events ready = 0;
  nt::PipeState p{};
  auto s = nt::pipe_state(handle_, p);
  bool gone = nt::is_broken_pipe(s) || (s.ok() && p.state == nt::kPipeClosing);
  if (!write_end_) {
    if (p.available) ready |= wanted & (POLLIN | POLLRDNORM);
    if (gone) ready |= POLLHUP;
    return ready;
  }
  if (gone) return static_cast<fd::Events>(ready | POLLERR | (wanted & (POLLOUT | POLLWRNORM)));
  Guard guard(write_lock_);
  if (!in_flight_ || !(completion(in_flight_->io) == nt::kPending)) ready |= wanted & (POLLOUT | POLLWRNORM);
  return ready;
}

// Reader: a read of nothing pends until data comes. Writer: the event of what is in flight.
bool Pipe::prepare_wait(fd::Events, fd::ReadyWait &w) {
  if (write_end_) {
    Guard guard(write_lock_);
    if (!in_flight_ || !(completion(in_flight_->io) == nt::kPending)) {
      // Nothing in flight and yet waited for: only the reader's end is of interest, which no object tells.
      w.again = deadline_in(500000);
      return true;
    }
    w.object = in_flight_->event;
    return true;
  }
  auto *io = reinterpret_cast<nt::IoStatus *>((reinterpret_cast<uintptr_t>(w.scratch) + 15) & ~uintptr_t{15});
  nt::Handle event;
  if (!nt::create_event(event, true, false).ok()) {
    w.again = deadline_in(100000);
    return true;
  }
  nt::Status s = nt::read_overlapped(handle_, event.get(), *io, w.scratch, 0);
  if (!(s == nt::kPending)) return false;
  w.object = event.release();
  w.context[0] = w.object;
  w.context[1] = io;
  return true;
}

void Pipe::finish_wait(fd::ReadyWait &w) {
  if (!w.context[0]) return;
  auto *io = static_cast<nt::IoStatus *>(w.context[1]);
  if (completion(*io) == nt::kPending) cancel_and_await(handle_, w.context[0], *io);
  nt::close_handle(w.context[0]);
  w.context[0] = nullptr;
}

struct Saved {
  uint64_t token;
  uint64_t identity;
  uint32_t write_end;
  int32_t shared_index;
};

Result<> Pipe::save(BlockWriter &writer, const SpawnContext &context) {
  Saved s{TRY(context.duplicate(handle_)), identity, write_end_, shared_index};
  writer.append(&s, sizeof s);
  return success();
}

Result<fd::FileRef> load_pipe(const void *data, size_t length, int flags) {
  Saved s;
  if (length < sizeof s) return Errno(EINVAL);
  memcpy(&s, data, sizeof s);
  nt::Handle h(inherited_handle(s.token));
  if (!h) return Errno(EBADF);
  auto r = adopt_pipe(static_cast<nt::Handle &&>(h), s.write_end, flags);
  if (r.ok()) r.value()->identity = s.identity, r.value()->shared_index = s.shared_index;
  return r;
}

Result<fd::FileRef> adopt_pipe(nt::Handle h, bool write_end, int flags) {
  void *memory = malloc(sizeof(Pipe));
  if (!memory) return Errno(ENOMEM);
  return fd::FileRef(new (memory) Pipe(h.release(), write_end, flags));
}

// The child's copy of a write in flight is the parent's business.
void Pipe::after_fork() {
  write_lock_.reset();
  free(in_flight_);
  in_flight_ = nullptr;
}

// What NT has taken would be lost with the last handle: it waits for the reader, or for the reader's end.
void Pipe::close() {
  if (in_flight_) {
    (void)drain(kForever, WaitPolicy::Uninterruptible);
    nt::close_handle(in_flight_->event);
    free(in_flight_);
  }
  nt::close_handle(handle_);
}

void Pipe::wait_for_flight() {
  if (write_end_ && in_flight_) (void)drain(kForever, WaitPolicy::Uninterruptible);
}

void drain_pipes() {
  if (!__atomic_load_n(&g_any_flight, __ATOMIC_RELAXED)) return;
  fd::Table &t = *g_process_view.files;
  for (int i = 0; i < t.capacity; ++i)
    if (t.entries[i].description && t.entries[i].description->kind == fd::Kind::Pipe)
      static_cast<Pipe *>(t.entries[i].description)->wait_for_flight();
}

Result<> make_pipe(fd::FileRef &read_end, fd::FileRef &write_end, int flags) {
  nt::Handle r, w;
  if (auto s = nt::create_pipe(r, w, kPipeCapacity); !s.ok()) return nt::errno_of(s);
  read_end = TRY(adopt_pipe(static_cast<nt::Handle &&>(r), false, flags));
  write_end = TRY(adopt_pipe(static_cast<nt::Handle &&>(w), true, flags));
  return success();
}

} // namespace tern::ipc

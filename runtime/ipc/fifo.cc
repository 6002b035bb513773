// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "ipc/fifo.h"
#include "core/view.h"
#include "core/wait.h"
#include "fd/table.h"
#include "fs/stat.h"
#include "nt/memory.h"
#include "nt/process.h"
#include "nt/sync.h"
#include "process/spawn_context.h"
#include "signal/send.h"
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>

namespace tern::ipc {

namespace {
constexpr int64_t kLookAgain = 10000000;      // 1 s: what no object tells (a peer died between two steps of its own)
constexpr int64_t kLookAgainOpening = 500000; // 50 ms

// Touches a buffer before the ring is locked: a fault must not happen while others wait for us.
void touch(const void *buffer, size_t size, bool write) {
  auto *p = static_cast<volatile char *>(const_cast<void *>(buffer));
  for (size_t at = 0; at < size; at += 4096) {
    size_t last = at + 4095 < size ? at + 4095 : size - 1;
    char first = p[at], end = p[last];
    if (!write) continue;
    p[at] = first;
    p[last] = end;
  }
}
} // namespace

FifoRing *Fifo::ring() {
  Guard guard(lock_);
  if (!ring_) ring_ = objects_.map().value_or(nullptr);
  return ring_;
}

// The two level events: readable while there is something to read or nobody who could write, writable likewise.
void Fifo::publish(FifoRing &r, bool certain) {
  uint32_t wanted = 0;
  if (r.filled() || !r.has(kWrites)) wanted |= 1u << kReadable;
  if (r.room() >= PIPE_BUF || !r.has(kReads)) wanted |= 1u << kWritable;
  for (unsigned i = kReadable; i <= kWritable; ++i) {
    uint32_t bit = 1u << i;
    if (!certain && (wanted & bit) == (r.raised & bit)) continue;
    // The order makes a death in between show as an event that is set without reason, never as one that is missing.
    if (wanted & bit) nt::set_event(objects_.events[i]), r.raised |= bit;
    else r.raised &= ~bit, nt::reset_event(objects_.events[i]);
  }
}

// Is there a living process with this role? Those that were killed are struck off.
bool Fifo::peer_lives(FifoRing &r, uint32_t role) {
  {
    Guard guard(lock_);
    if (fifo_peer(r, role, peer_) != PeerIs::Nobody) return true;
  }
  Guard guard(r.lock);
  r.drop_dead();
  publish(r, true);
  return r.has(role);
}

// Until the event, or the end of a process that has `role`. Then the caller looks again.
Result<> Fifo::await(FifoRing &r, FifoEvent event, uint32_t role, WaitPolicy policy, int64_t at_most) {
  FifoPeer peer; // of our own: another thread may forget the description's
  if (role && fifo_peer(r, role, peer) == PeerIs::Nobody) {
    Guard guard(r.lock);
    r.drop_dead();
    publish(r, true);
    return success();
  }
  nt::RawHandle objects[2] = {objects_.events[event], peer.process};
  WaitResult w = wait_objects(objects, peer.process ? 2 : 1, deadline_in(at_most), policy);
  peer.forget();
  if (w.outcome == WaitOutcome::Wanted) return interrupted(policy);
  return success();
}

// ---- opening

// POSIX open(): a reader waits for a writer and a writer for a reader; that it came is enough, it may be gone again.
Result<> Fifo::await_opener(FifoRing &r, uint32_t role, uint32_t joined_before) {
  FifoEvent event = role == kReads ? kReaderCame : kWriterCame;
  for (;;) {
    {
      Guard guard(r.lock);
      if ((role == kReads ? r.readers_joined : r.writers_joined) != joined_before || r.has(role)) return success();
      nt::reset_event(objects_.events[event]);
    }
    TRY(await(r, event, 0, WaitPolicy::Restartable, kLookAgainOpening));
  }
}

Result<> Fifo::join(int open_flags) {
  TRY(objects_.open(id_));
  FifoRing *r = ring();
  if (!r) return Errno(ENOMEM);
  uint32_t mine = roles();
  TRY(share());
  uint32_t joined_before;
  bool wait;
  {
    Guard guard(r->lock);
    r->drop_dead();
    if (mine == kWrites && (open_flags & O_NONBLOCK) && !r->has(kReads)) return Errno(ENXIO);
    if (!r->has(kReads | kWrites)) r->taken = r->given; // what nobody read is gone with the last close
    joined_before = mine == kReads ? r->writers_joined : r->readers_joined;
    wait = mine != (kReads | kWrites) && !(open_flags & O_NONBLOCK) && !r->has(mine == kReads ? kWrites : kReads);
    bool no_writer = !r->has(kWrites);
    TRY(r->join(static_cast<unsigned>(shared_index), mine));
    seen_writers_ = no_writer && !(mine & kWrites) && !wait ? r->writers_joined : r->writers_joined - 1;
    publish(*r, true);
    if (mine & kReads) nt::set_event(objects_.events[kReaderCame]);
    if (mine & kWrites) nt::set_event(objects_.events[kWriterCame]);
  }
  if (wait) TRY(await_opener(*r, mine == kReads ? kWrites : kReads, joined_before));
  return success();
}

Result<fd::FileRef> open_fifo(nt::Handle h, const fs::Path &p, int flags, uint64_t id) {
  uint32_t kept = static_cast<uint32_t>(flags) & (O_ACCMODE | O_NONBLOCK | O_APPEND | O_ASYNC);
  fd::FileRef f = fd::make<Fifo>(static_cast<nt::Handle &&>(h), p.posix, p.length, kept, id);
  if (!f || !f->path()) return Errno(ENOMEM);
  TRY(static_cast<Fifo *>(f.get())->join(flags)); // the reference's end leaves again
  return f;
}

// ---- bytes

Result<ssize_t> Fifo::read(void *to, size_t size) {
  if (!readable()) return Errno(EBADF);
  if (!size) return ssize_t{0};
  FifoRing *r = ring();
  if (!r) return Errno(ENOMEM);
  touch(to, size < kFifoCapacity ? size : kFifoCapacity, true);
  for (bool certain = false;; certain = true) {
    {
      Guard guard(r->lock);
      if (size_t n = r->filled()) {
        if (n > size) n = size;
        r->get(static_cast<char *>(to), n);
        publish(*r);
        return static_cast<ssize_t>(n);
      }
      if (!r->has(kWrites)) return ssize_t{0};
      publish(*r, certain);
    }
    if (nonblocking()) {
      if (peer_lives(*r, kWrites)) return Errno(EAGAIN);
      continue;
    }
    TRY(await(*r, kReadable, kWrites, WaitPolicy::Restartable, kLookAgain));
  }
}

Result<ssize_t> Fifo::write(const void *data, size_t size) {
  if (!writable()) return Errno(EBADF);
  if (!size) return ssize_t{0};
  FifoRing *r = ring();
  if (!r) return Errno(ENOMEM);
  auto *from = static_cast<const char *>(data);
  size_t done = 0, least = size <= PIPE_BUF ? size : 1; // up to PIPE_BUF: all or nothing
  bool certain = false;
  touch(data, size, false);
  while (done < size) {
    bool reader = peer_lives(*r, kReads);
    {
      Guard guard(r->lock);
      if (!reader || !r->has(kReads)) {
        if (done) break;
        signal::raise_in_thread(SIGPIPE);
        return Errno(EPIPE);
      }
      size_t n = r->room();
      if (n >= least) {
        if (n > size - done) n = size - done;
        r->put(from + done, n);
        done += n;
        publish(*r);
        continue;
      }
      publish(*r, certain);
    }
    if (nonblocking()) {
      if (done) break;
      return Errno(EAGAIN);
    }
    auto waited = await(*r, kWritable, kReads, WaitPolicy::Restartable, kLookAgain);
    if (!waited.ok()) {
      if (done) break;
      return waited.error();
    }
    certain = true;
  }
  return static_cast<ssize_t>(done);
}

// ---- readiness

fd::Events Fifo::poll(fd::Events wanted) {
  FifoRing *r = ring();
  if (!r) return POLLERR;
  Guard guard(r->lock);
  fd::Events ready = 0;
  if (readable()) {
    if (r->filled()) ready |= wanted & (POLLIN | POLLRDNORM);
    if (!r->has(kWrites) && seen_writers_ != r->writers_joined) ready |= POLLHUP;
  }
  if (writable()) {
    if (!r->has(kReads)) ready |= static_cast<fd::Events>(POLLERR | (wanted & (POLLOUT | POLLWRNORM)));
    else if (r->room() >= PIPE_BUF) ready |= wanted & (POLLOUT | POLLWRNORM);
  }
  return ready;
}

bool Fifo::prepare_wait(fd::Events wanted, fd::ReadyWait &w) {
  FifoRing *r = ring();
  if (!r) return false;
  uint32_t mine = roles();
  bool read_side = (mine & kReads) && (!(mine & kWrites) || (wanted & (POLLIN | POLLRDNORM)));
  if (!peer_lives(*r, read_side ? kWrites : kReads)) {
    if (!read_side) return false; // POLLERR
    Guard guard(r->lock);
    if (r->filled() || seen_writers_ != r->writers_joined) return false;
    w.again = deadline_in(200000); // a reader before its first writer: only the writer's coming is of interest
    return true;
  }
  Guard guard(r->lock);
  publish(*r, true);
  w.again = deadline_in(2500000); // a killed peer is noticed within 250 ms
  if (read_side) {
    if (r->filled()) return false;
    w.object = objects_.events[kReadable];
  } else if (r->room() < PIPE_BUF) {
    w.object = objects_.events[kWritable];
  } // else only the readers' end is of interest
  return true;
}

// ---- the rest

Result<> Fifo::stat(struct stat &st) {
  TRY(PathDescription::stat(st));
  fs::fill_fifo(st);
  return success();
}

Result<int> Fifo::ioctl(unsigned long request, void *argument) {
  if (request != FIONREAD) return Errno(ENOTTY);
  FifoRing *r = ring();
  if (!r) return Errno(ENOMEM);
  Guard guard(r->lock);
  *static_cast<int *>(argument) = static_cast<int>(r->filled());
  return 0;
}

namespace {
struct Saved {
  uint64_t file, section, id, identity;
  uint32_t flags, seen_writers;
  int32_t shared_index;
  uint32_t path_length;
};
} // namespace

Result<> Fifo::save(BlockWriter &w, const SpawnContext &c) {
  Saved s{};
  s.file = TRY(c.duplicate(handle_));
  s.section = TRY(c.duplicate(objects_.section)); // keeps the bytes when everybody else closes meanwhile
  s.id = id_, s.identity = identity, s.flags = flags, s.seen_writers = seen_writers_, s.shared_index = shared_index;
  s.path_length = static_cast<uint32_t>(strlen(path_));
  w.append(&s, sizeof s);
  w.append(path_, s.path_length);
  return success();
}

Result<fd::FileRef> load_fifo(const char *data, size_t size) {
  Saved s;
  if (size < sizeof s) return Errno(EINVAL);
  memcpy(&s, data, sizeof s);
  if (s.path_length > size - sizeof s) return Errno(EINVAL);
  nt::Handle file(inherited_handle(s.file)), section(inherited_handle(s.section));
  if (!file || !section) return Errno(EBADF);
  fd::FileRef f = fd::make<Fifo>(static_cast<nt::Handle &&>(file), data + sizeof s, s.path_length, s.flags, s.id);
  if (!f || !f->path()) return Errno(ENOMEM);
  auto *fifo = static_cast<Fifo *>(f.get());
  f->shared_index = s.shared_index;
  f->identity = s.identity;
  fifo->seen_writers_ = s.seen_writers;
  TRY(fifo->objects_.open(s.id, section.release()));
  FifoRing *r = fifo->ring();
  if (!r) return Errno(ENOMEM);
  Guard guard(r->lock);
  fifo->publish(*r, true); // the events may be new
  return f;
}

void Fifo::fork_handles(fd::HandleVisitor &v) {
  PathDescription::fork_handles(v);
  v.visit(&objects_.section);
  for (auto &e : objects_.events) v.visit(&e);
}

void Fifo::after_fork() {
  lock_.reset();
  ring_ = nullptr;
  peer_.process = nullptr;
}

void Fifo::leave() {
  if (left_ || shared_index < 0 || shared_descriptions_disowned()) return;
  left_ = true;
  FifoRing *r = ring();
  auto record = static_cast<unsigned>(shared_index);
  if (!r) return;
  Guard guard(r->lock);
  shared_description_drop(record);
  r->drop_unheld();
  publish(*r, true);
}

void Fifo::close() {
  leave();
  shared_index = -1; // given back by leave()
  if (ring_) nt::unmap_section(reinterpret_cast<uintptr_t>(ring_));
  ring_ = nullptr;
  peer_.forget();
  objects_.close();
  PathDescription::close();
}

void leave_fifos(bool exec) {
  fd::Table &t = *g_process_view.files;
  for (int i = 0; i < t.capacity; ++i) {
    fd::Description *d = t.entries[i].description;
    if (!d || d->kind != fd::Kind::Fifo) continue;
    bool stays = false;
    for (int k = 0; exec && k < t.capacity; ++k) stays |= t.entries[k].description == d && !t.entries[k].close_on_exec;
    if (!stays) static_cast<Fifo *>(d)->leave();
  }
}

} // namespace tern::ipc

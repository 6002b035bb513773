// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What the processes that have one FIFO open share (docs/how/fifos.md): a ring of bytes, who has it open for what, and
// four events. Any of them may be killed at any instant.
#pragma once
#include "core/result.h"
#include "core/shared_state.h"
#include "nt/handle.h"
#include <stddef.h>
#include <stdint.h>

namespace tern::ipc {

constexpr size_t kFifoCapacity = 65536;
constexpr unsigned kFifoMembers = 256;
constexpr uint32_t kReads = 1, kWrites = 2; // roles

// One open file description: its shared record (core/shared_state.h) tells which processes hold it.
struct FifoMember {
  uint32_t roles;      // 0: free
  uint32_t record;
  uint32_t generation; // of the record: another one has it by now when this differs
};

struct FifoRing {
  SharedLock lock;
  uint64_t taken, given; // bytes, ever
  uint32_t raised;       // bits of kReadable, kWritable: events that are set
  uint32_t readers_joined, writers_joined;
  uint32_t members_end;  // one past the highest used
  FifoMember members[kFifoMembers];
  alignas(64) char data[kFifoCapacity];

  size_t filled() const { size_t n = static_cast<size_t>(given - taken); return n <= kFifoCapacity ? n : kFifoCapacity; }
  size_t room() const { return kFifoCapacity - filled(); }
  void put(const char *, size_t); // at most room(); whole or not at all for whoever looks
  void get(char *, size_t);       // at most filled()
  // All below under the lock.
  bool has(uint32_t role) const;  // as the process table tells; a killed process counts until somebody looks (fifo_peer)
  Result<> join(unsigned record, uint32_t roles); // ENFILE
  void drop_unheld();             // members whose record nobody holds
  void drop_dead();               // also those whose holders were killed
};

// A living process that has a role: this one, or another, which is remembered so that the next look costs one wait.
struct FifoPeer {
  nt::RawHandle process = nullptr; // null: none was asked for, or it cannot be waited on
  unsigned slot = 0;
  uint32_t nt_pid = 0;
  void forget();
};
enum class PeerIs : uint8_t { Nobody, Us, Other };
PeerIs fifo_peer(FifoRing &, uint32_t role, FifoPeer &);

// The objects of one FIFO, of this process.
enum FifoEvent : unsigned { kReadable, kWritable, kReaderCame, kWriterCame, kFifoEvents };
struct FifoObjects {
  nt::RawHandle section = nullptr, events[kFifoEvents] = {};
  Result<> open(uint64_t id, nt::RawHandle inherited_section = nullptr); // the section is taken over
  Result<FifoRing *> map() const;
  void close();
};

} // namespace tern::ipc

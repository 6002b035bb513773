// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The versioned shared state: one section per user (SID) and logon session, made by the first process, gone with
// the last (docs/how/shared-state.md). Rules: changed by single atomic steps, or under a SharedLock, which names
// its owner and is taken over when that is gone; no pointers; a reader never trusts an index or length in it.
#pragma once
#include "core/result.h"
#include <stddef.h>
#include <stdint.h>

namespace tern {

constexpr uint32_t kSharedAbi = 1;
constexpr unsigned kSlots = 1024;            // processes of one user and session
constexpr unsigned kDescriptions = 4096;     // shared records of open file descriptions
constexpr unsigned kQueuedSignals = 1024;    // queued siginfo that wait for one process: SIGQUEUE_MAX
constexpr unsigned kSignalPlaces = 8192;     // and for all of them
constexpr unsigned kInheritedHandles = 64;   // handed over without a section of their own

// Owner word: nt pid in the high half, nt thread id in the low half; 0 free.
struct SharedLock {
  uint64_t owner;
  void lock();
  bool try_lock();
  void unlock();
};

// One process. state, then everything else; pid identifies the incarnation.
enum class SlotState : uint32_t { Free, Claimed, Running, Stopped, Zombie };

struct SharedSiginfo { // what travels with a queued signal
  int32_t signo, code, pid, uid;
  int64_t value;
  int32_t status, err;
};

// The part that scans look at: two cache lines a process.
struct alignas(128) Slot {
  uint32_t state;       // SlotState
  int32_t pid;          // 0 when free; identifies the incarnation
  int32_t ppid, pgid, sid;
  uint32_t uid, gid;
  uint32_t flags;
  uint32_t nt_pid;      // current Windows process; changes at exec
  int32_t wait_status;  // valid in Zombie; POSIX wait encoding
  int32_t stop_status;  // last stop or continue not yet waited for; 0: none
  int32_t ctty;         // controlling terminal's device number; -1: none
  uint64_t nt_start;    // creation time of the Windows process (FILETIME): reuse of its pid is seen by it
  uint64_t exec_generation; // odd while an exec hands over
  uint64_t start_time;  // 100 ns since 1601
  uint64_t pending;     // process-directed signals
  uint64_t handle_hint, ignore_hint, block_hint; // published dispositions and mask, for senders' decisions
  uint64_t successor;   // exec: the new image's process handle, as a value in the watcher; taken by exchange
  uint32_t watcher;     // Windows pid of the stub that waits on behalf of a native parent; 0: the parent itself
  uint32_t fork_state;  // process/fork_confirm: what a forked child reports
};

// Bits of Slot::flags.
constexpr uint32_t kSlotNative = 1;        // a native program: its exit code is the status
constexpr uint32_t kSlotNativeParent = 2;  // started by a native program: exec leaves a stub
constexpr uint32_t kSlotWantsChildEvent = 4; // blocks in a wait that a stopped or continued child must end
constexpr uint32_t kSlotExeced = 8;        // an exec has happened: setpgid by the parent gives EACCES
constexpr uint32_t kSlotNoStopSignal = 64; // its SIGCHLD has SA_NOCLDSTOP
constexpr uint32_t kSlotSuspended = 32;    // stopped by its sender: NT suspends the whole process
constexpr uint32_t kSlotNoZombie = 16;     // its parent ignores SIGCHLD, or has SA_NOCLDWAIT
static_assert(sizeof(Slot) == 128);

// One queued signal on its way to another process.
struct SignalPlace {
  int32_t owner; // pid of the target; 0: free
  uint32_t next;
  SharedSiginfo info;
};

// The rest of a process, touched by itself and by who sends queued signals.
struct alignas(64) SlotDetail {
  SharedLock queue_lock;
  uint32_t queue_head, queue_tail, queue_count; // of signal_places (signal/shared_queue), under queue_lock
  uint64_t user_time, kernel_time; // of images before the last exec, 100 ns
  uint64_t child_user_time, child_kernel_time;
  char name[32];                   // short program name, UTF-8
  uint64_t descriptions[kDescriptions / 64]; // shared description records it holds
  uint64_t handles[kInheritedHandles]; // values in this process of what its maker handed over (process/inherit)
  uint64_t reserved[31];
  uint32_t maker, pad; // Windows pid of who claimed the slot: when it is gone and the slot still Claimed, so must the child be
};

// The shared part of an open file description (fd/description.h): only what the kernel's file object has not.
struct alignas(32) SharedDescription {
  uint32_t generation;
  uint32_t flags;      // status flags: O_APPEND, O_NONBLOCK, O_ASYNC ...
  uint64_t offset;     // directory streams and objects without a kernel offset
  uint64_t value;      // eventfd counter, timerfd ...
};

struct SharedHeader {
  uint64_t magic;
  uint32_t abi, size;
  uint32_t ready;      // set last by the process that made it
  uint32_t next_pid;
  SharedLock table_lock, description_lock, lock_table_lock;
  uint32_t description_cursor;
  uint32_t mount_generation;
  uint32_t signal_cursor; // where the search for a free signal place goes on
  uint32_t slots_high; // one past the highest slot ever used: scans end there
  uint64_t reserved[64];
};

struct SharedState {
  SharedHeader header;
  alignas(4096) SharedDescription descriptions[kDescriptions];
  alignas(4096) Slot slots[kSlots];
  alignas(4096) SlotDetail details[kSlots];
  alignas(4096) SignalPlace signal_places[kSignalPlaces];
  alignas(4096) char locks[256 * 1024]; // fcntl/flock table (fd/locks)
  alignas(4096) char mounts[32 * 1024]; // log of mount() and umount() (fs/mount_log)
};

// Maps it, making it when this is the first process. Called once at start; also in a forked child.

Result<> shared_state_attach();
SharedState &shared();
Slot &own_slot();          // of this process; valid after process::table_attach
SlotDetail &own_slot_detail();
unsigned own_slot_index();

// Shared description records. A record is in use while any live slot has its bit: nothing is counted, so a killed
// process leaks nothing (it is swept when its slot is).
Result<unsigned> shared_description_allocate();
void shared_description_hold(unsigned index, Slot &by);
void shared_description_drop(unsigned index);
// exec: from now on the slot's records are the new image's; the old one, which may stay as a stub, drops none.
void shared_descriptions_disown();
bool shared_descriptions_disowned();
// In the new image: what was closed by the exec is held no longer.
void shared_descriptions_keep_only(const uint64_t (&kept)[kDescriptions / 64]);

} // namespace tern

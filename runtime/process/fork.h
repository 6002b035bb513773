// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// fork, in the phases of docs/how/fork.md. What the parent sends is one section: header, rows, bytes.
#pragma once
#include "core/result.h"
#include "core/thread.h"
#include "fd/description.h"
#include "process/fork_stream.h"
#include "process/inherit.h"
#include "process/vfork.h"
#include <sys/types.h>

namespace tern::process {

// Why a child could not become what its parent is. In its slot, with two addresses (SlotDetail::reserved[0..1]).
enum class ForkState : uint32_t {
  Pending = 0,
  Done = 1,
  ImageMoved = 2,    // wanted, found
  ImageMissing = 3,  // wanted
  PlaceTaken = 4,    // wanted, what is there
  NoMemory = 5,
  MappingFailed = 6, // wanted
  NoHandles = 7,
  BadPayload = 8,
  ImageReplaced = 9, // the file on disk is another build than what the parent runs
};

enum class ImageOrigin : uint32_t {
  Start = 0,    // of ours, loaded with the program
  Dynamic = 1,  // of ours, loaded by dlopen or LoadLibrary: the child loads it
  Native = 2,   // not of ours, loaded by LoadLibrary: the child loads it; where it cannot, that is told, no more
  Opened = 3,   // not of ours, and dlopen has a handle of it: it must be where it was
};

struct ForkImage {
  uint64_t base, size;
  uint32_t fingerprint;  // of the build (nt/image.h)
  ImageOrigin origin;
  uint64_t path;         // offset in the payload: UTF-16, NUL-terminated
};
struct ForkRange { uint64_t base, size; };           // a reservation
struct ForkCommit { uint64_t base, size; uint32_t guard, pad; };
struct ForkCopy { uint64_t to, size, from; };        // `from`: offset in the payload, or kPulled
constexpr uint64_t kStreamed = ~0ull;                 // comes through the window (fork_stream.h)

// Where a child ends itself, for tests.
enum class ForkFault : uint32_t { None, Images, Copied, Rebuilt };

struct ForkHeader {
  static constexpr uint64_t kMagic = 0x31646c6c79617066;
  uint64_t magic, total;
  uint64_t registers;    // SavedRegisters on the forking thread's stack
  uint64_t thread;       // its record
  uint64_t stack_limit;  // lowest committed byte of its stack
  uint32_t engine_depth;
  uint32_t handle_count; // of descriptions and mappings; tokens begin at kForkFirstToken
  uint32_t images, ranges, commits, early_copies, late_copies;
  uint32_t image_copies; // the first of the early copies: .data and .bss
  uint32_t streamed;     // some of the early copies after these come through the window, before any image is loaded
  ForkFault fault;
  uint32_t pad;
  uint64_t images_at, ranges_at, commits_at, copies_at;
};

// Tokens of the hand-over: payload, event to set when the child is ready, the parent, window and event of the stream, then
// the handles of the objects.
constexpr uint64_t kForkPayloadToken = 1, kForkEventToken = 2, kForkParentToken = 3, kForkWindowToken = 4, kForkFilledToken = 5,
                   kForkFirstToken = 6;
constexpr unsigned kForkAttempts = 4;

// The payload while it is gathered; rows lie in memory that no child gets.
class ForkSnapshot {
  ForkImage *images_;
  ForkRange *ranges_;
  ForkCommit *commits_;
  ForkCopy *copies_;
  char *paths_;
  uint64_t path_bytes_ = 0;
  uintptr_t memory_ = 0;
  unsigned image_count_ = 0, range_count_ = 0, commit_count_ = 0, copy_count_ = 0, early_ = 0, image_copies_ = 0;
  bool overflow_ = false;
  unsigned hidden_ = 0; // the first of the copies whose pages are made readable only for the snapshot

  void add_copy(uintptr_t at, size_t size, bool skip_zero_pages);
  void add_image(void *base, ImageOrigin);
  void add_images();
  void add_committed(uintptr_t base, size_t size, uintptr_t from);
  void add_hidden(uintptr_t base, size_t size, bool commit);

public:
  ForkSnapshot() = default;
  ForkSnapshot(const ForkSnapshot &) = delete;
  ~ForkSnapshot();
  Result<> prepare();         // may allocate; the other threads run
  // The other threads are stopped: NT calls only.
  Result<> gather(Thread *forking, uintptr_t stack_pointer);
  Result<> write(nt::Handle &section, ForkHeader &header);
  bool stream(ForkStream &);  // what write() left out
  void hide_again();          // before the other threads go on
  Result<> reserve_in(nt::RawHandle child); // every range, so that nothing else takes it
  void occupy_in(nt::RawHandle child, const char *kind, uint64_t stack); // fault injection: see fork_fault.cc
  const ForkImage *image_containing(uint64_t base) const;
  const char16_t *path_of(const ForkImage &) const;
};

// Tests of the failure paths ask for these by TERN_FORK_FAULT (fork_fault.cc).
void read_fault(); // before the others
void inject_fault(ForkSnapshot &, nt::RawHandle child, unsigned attempt, uint64_t stack);
void fault_at(const char *phase, nt::RawHandle child);
ForkFault fault_of_child();

// Every handle in objects that a fork copies, in an order that both sides share.
void visit_fork_handles(fd::HandleVisitor &);

// The other threads of this process, stopped for the snapshot.
class StoppedThreads {
  static constexpr unsigned kMax = 1024;
  nt::RawHandle *handles_ = nullptr;
  unsigned count_ = 0;

public:
  StoppedThreads() = default;
  StoppedThreads(const StoppedThreads &) = delete;
  ~StoppedThreads();
  // None of them is inside the allocator. Errors: EAGAIN (they would not rest).
  Result<> stop(Thread *forking);
  void resume();
};

extern "C" [[noreturn]] void tern_resume(const SavedRegisters *, int value);

} // namespace tern::process

// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Named-pipe file objects as byte streams, and overlapped calls on any handle.
#pragma once
#include "nt/handle.h"
#include <stddef.h>
#include <stdint.h>

namespace tern::nt {

// An IO_STATUS_BLOCK: must stay where it is until the call has completed.
struct IoStatus {
  union {
    int32_t status;
    void *pointer;
  };
  uintptr_t information;
};
constexpr uint32_t kPending = 0x103;

// A connected pair of byte ends, both overlapped: `read_end` can only be read (and asked), `write_end` only written.
Status create_pipe(Handle &read_end, Handle &write_end, uint32_t capacity);

// Overlapped calls: `event` (manual reset) is reset and signalled at completion. Returned: kPending, or how it ended.
Status read_overlapped(RawHandle, RawHandle event, IoStatus &, void *buffer, uint32_t size);
Status write_overlapped(RawHandle, RawHandle event, IoStatus &, const void *buffer, uint32_t size);
// Asks for the end of one pending call; the event tells when it has ended.
void cancel_overlapped(RawHandle, IoStatus &);
// Ends the synchronous call that a thread is blocked in.
Status cancel_synchronous(RawHandle thread);

struct PipeState {
  uint32_t available;      // bytes to read
  uint32_t state;          // 1 disconnected, 2 listening, 3 connected, 4 closing (the peer is gone)
  uint32_t quota;          // what could be written without waiting; always 0 under Wine
  uint32_t capacity;
};
Status pipe_state(RawHandle, PipeState &);
constexpr uint32_t kPipeClosing = 4;

// Statuses that mean: the other end is gone.
constexpr bool is_broken_pipe(Status s) { return s == 0xc000014bu || s == 0xc00000b1u || s == 0xc00000b0u || s == 0xc00000eeu; }

} // namespace tern::nt

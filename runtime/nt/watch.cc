// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "nt/watch.h"
#include "nt/native_file.h"

extern "C" {
NTSTATUS NTAPI NtNotifyChangeDirectoryFile(HANDLE, HANDLE, PIO_APC_ROUTINE, PVOID, PIO_STATUS_BLOCK, PVOID, ULONG, ULONG, BOOLEAN);
NTSTATUS NTAPI NtCancelIoFileEx(HANDLE, PIO_STATUS_BLOCK, PIO_STATUS_BLOCK);
}

namespace tern::nt {

static IO_STATUS_BLOCK *block(IoStatus &s) { return reinterpret_cast<IO_STATUS_BLOCK *>(&s); }

Status watch_directory(RawHandle directory, RawHandle event, IoStatus &io, void *buffer, uint32_t size, uint32_t notices) {
  io.status = static_cast<int32_t>(kPending);
  io.information = 0;
  return {NtNotifyChangeDirectoryFile(directory, event, nullptr, nullptr, block(io), buffer, size, notices, FALSE)};
}

bool cancel_watch(RawHandle directory, IoStatus &io) {
  IO_STATUS_BLOCK ignored;
  return NtCancelIoFileEx(directory, block(io), &ignored) >= 0;
}

bool next_change(const unsigned char *buffer, size_t size, size_t &at, Change &c) {
  constexpr size_t kHead = 12; // next offset, action, length of the name in bytes
  if (at > size || size - at < kHead) return false;
  uint32_t head[3];
  __builtin_memcpy(head, buffer + at, sizeof head);
  if (head[2] > size - at - kHead || (at & 1)) return false;
  c.action = static_cast<Action>(head[1]);
  c.name = {reinterpret_cast<const char16_t *>(buffer + at + kHead), head[2] / 2};
  at = head[0] ? at + head[0] : size;
  return true;
}

} // namespace tern::nt

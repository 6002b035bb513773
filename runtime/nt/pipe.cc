// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "nt/pipe.h"
#include "core/sections.h"
#include "nt/native.h"
#include "nt/sync.h"

extern "C" {
NTSTATUS NTAPI NtCreateNamedPipeFile(PHANDLE, ULONG, POBJECT_ATTRIBUTES, PIO_STATUS_BLOCK, ULONG, ULONG, ULONG, ULONG, ULONG,
                                     ULONG, ULONG, ULONG, ULONG, PLARGE_INTEGER);
NTSTATUS NTAPI NtReadFile(HANDLE, HANDLE, PIO_APC_ROUTINE, PVOID, PIO_STATUS_BLOCK, PVOID, ULONG, PLARGE_INTEGER, PULONG);
NTSTATUS NTAPI NtWriteFile(HANDLE, HANDLE, PIO_APC_ROUTINE, PVOID, PIO_STATUS_BLOCK, PVOID, ULONG, PLARGE_INTEGER, PULONG);
NTSTATUS NTAPI NtCancelIoFileEx(HANDLE, PIO_STATUS_BLOCK, PIO_STATUS_BLOCK);
NTSTATUS NTAPI NtQueryInformationFile(HANDLE, PIO_STATUS_BLOCK, PVOID, ULONG, FILE_INFORMATION_CLASS);
}

namespace tern::nt {

static_assert(sizeof(IoStatus) == sizeof(IO_STATUS_BLOCK));
static IO_STATUS_BLOCK *block(IoStatus &s) { return reinterpret_cast<IO_STATUS_BLOCK *>(&s); }

TERN_NOFORK static uint32_t g_pipe_number = 0;

// Unique in the machine: our Windows pid and a number. The name is only needed until both ends are open.
static USHORT pipe_name(wchar_t *out) {
  auto *o = reinterpret_cast<char16_t *>(out);
  USHORT n = 0;
  for (const char16_t *p = u"\\Device\\NamedPipe\\tern-"; *p; ++p) o[n++] = *p;
  uint64_t id = static_cast<uint64_t>(current_process_id()) << 32 | __atomic_fetch_add(&g_pipe_number, 1, __ATOMIC_RELAXED);
  for (int shift = 60; shift >= 0; shift -= 4) o[n++] = u"0123456789abcdef"[id >> shift & 15];
  return static_cast<USHORT>(n * 2);
}

Status create_pipe(Handle &read_end, Handle &write_end, uint32_t capacity) {
  wchar_t text[64];
  USHORT bytes = pipe_name(text);
  UNICODE_STRING name = {bytes, bytes, reinterpret_cast<PWSTR>(text)};
  OBJECT_ATTRIBUTES attributes;
  InitializeObjectAttributes(&attributes, &name, 0, nullptr, nullptr);
  IO_STATUS_BLOCK io;
  LARGE_INTEGER timeout;
  timeout.QuadPart = -500000;
  HANDLE h = nullptr;
  // Byte type, byte mode, queued completion (all 0). Server end: the reader. FILE_CREATE and one instance: nobody can have made or join the name.
  Status s{NtCreateNamedPipeFile(&h, GENERIC_READ | FILE_WRITE_ATTRIBUTES | SYNCHRONIZE, &attributes, &io,
                                 FILE_SHARE_READ | FILE_SHARE_WRITE, FILE_CREATE, 0, 0,
                                 0, 0, 1, capacity, capacity, &timeout)};
  if (!s.ok()) return s;
  Handle server(h);
  s = {NtOpenFile(&h, GENERIC_WRITE | FILE_READ_ATTRIBUTES | SYNCHRONIZE, &attributes, &io, FILE_SHARE_READ | FILE_SHARE_WRITE,
                  FILE_NON_DIRECTORY_FILE)};
  if (!s.ok()) return s;
  write_end = Handle(h);
  read_end = static_cast<Handle &&>(server);
  return s;
}

Status read_overlapped(RawHandle h, RawHandle event, IoStatus &io, void *buffer, uint32_t size) {
  io.status = static_cast<int32_t>(kPending);
  io.information = 0;
  return {NtReadFile(h, event, nullptr, nullptr, block(io), buffer, size, nullptr, nullptr)};
}

Status write_overlapped(RawHandle h, RawHandle event, IoStatus &io, const void *buffer, uint32_t size) {
  io.status = static_cast<int32_t>(kPending);
  io.information = 0;
  return {NtWriteFile(h, event, nullptr, nullptr, block(io), const_cast<void *>(buffer), size, nullptr, nullptr)};
}

void cancel_overlapped(RawHandle h, IoStatus &io) {
  IO_STATUS_BLOCK ignored;
  NtCancelIoFileEx(h, block(io), &ignored);
}

Status cancel_synchronous(RawHandle thread) {
  return {CancelSynchronousIo(thread) ? 0 : static_cast<int32_t>(0xc0000225)};
}

Status pipe_state(RawHandle h, PipeState &p) {
  FILE_PIPE_LOCAL_INFORMATION info;
  IO_STATUS_BLOCK io;
  Status s{NtQueryInformationFile(h, &io, &info, sizeof info, FilePipeLocalInformation)};
  if (s.ok()) p = {info.ReadDataAvailable, info.NamedPipeState, info.WriteQuotaAvailable, info.OutboundQuota};
  return s;
}

} // namespace tern::nt

// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Processes and threads of this machine: making, looking at and ending them.
#pragma once
#include "core/result.h"
#include "nt/handle.h"
#include <stddef.h>
#include <stdint.h>

namespace tern::nt {

struct ProcessRequest {
  const char16_t *image = nullptr;       // Win32 path
  char16_t *command_line = nullptr;      // may be written to
  const char16_t *environment = nullptr; // null: this process's Win32 environment
  const char16_t *directory = nullptr;   // null: this process's Win32 directory
  const void *startup_data = nullptr;    // lpReserved2: at most 65,000 bytes
  size_t startup_size = 0;
  RawHandle standard[3] = {};            // used when with_standard
  bool with_standard = false;
  const RawHandle *inherited = nullptr;  // the exact list of what is inherited; each must be inheritable
  unsigned inherited_count = 0;
  bool suspended = false;
  bool detached = false;                 // without a console
};

struct ProcessAndThread {
  Handle process, thread;
  uint32_t pid = 0, tid = 0;
};

// One CreateProcess. Images are not relocated in the child, whatever the system's policy says (where that can be
// asked for). The errno of its failure: ENOENT, EACCES, ENOEXEC, ENOMEM, E2BIG, EAGAIN ...
Result<ProcessAndThread> create_process(const ProcessRequest &);

Status open_process(Handle &, uint32_t pid, uint32_t access);
constexpr uint32_t kProcessTerminate = 0x0001, kProcessDuplicate = 0x0040, kProcessQueryLimited = 0x1000,
                   kProcessQuery = 0x400, kProcessSetInformation = 0x200;

// True when the thread with this id exists in that process.
bool thread_exists(uint32_t pid, uint32_t tid);

struct ProcessTimes { uint64_t created, exited, kernel, user; }; // 100 ns units; since 1601
Status process_times(RawHandle process, ProcessTimes &);
Status thread_times(RawHandle thread, ProcessTimes &);
// Waits not: false while it runs.
bool has_exited(RawHandle process);
uint32_t exit_code(RawHandle process); // 0x103 while it runs
uint32_t process_id(RawHandle process);

Status terminate_process(RawHandle, uint32_t code);
Status resume_thread(RawHandle);
Status suspend_thread(RawHandle);

// A duplicate of `handle` of `from` (null: this process) in `to` (null: this process): its value there.
constexpr uint32_t kSameAccess = 2, kCloseSource = 1;
Status duplicate(RawHandle from, RawHandle handle, RawHandle to, RawHandle &result, bool inheritable = false,
                 uint32_t options = kSameAccess, uint32_t access = 0);
// Closes a handle of another process.
void close_remote(RawHandle process, RawHandle handle);

// Windows priority class of a process as one of the six NT values (1 idle .. 6 above normal).
Status set_priority_class(RawHandle process, unsigned value);
Status priority_class(RawHandle process, unsigned &value);

// Memory figures for getrusage.
struct MemoryCounters { uint64_t peak_working_set, page_faults; };
Status memory_counters(RawHandle process, MemoryCounters &);

// The image path that a process was started from, as a Win32 path.
size_t process_image_path(RawHandle process, char16_t *buffer, size_t capacity);

} // namespace tern::nt

// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "nt/process.h"
#include "nt/native.h"
#include "nt/status.h"
#include "nt/sync.h"

extern "C" {
NTSTATUS NTAPI NtOpenProcess(PHANDLE, ACCESS_MASK, POBJECT_ATTRIBUTES, CLIENT_ID *);
NTSTATUS NTAPI NtOpenThread(PHANDLE, ACCESS_MASK, POBJECT_ATTRIBUTES, CLIENT_ID *);
NTSTATUS NTAPI NtTerminateProcess(HANDLE, NTSTATUS);
NTSTATUS NTAPI NtResumeThread(HANDLE, PULONG);
NTSTATUS NTAPI NtSuspendThread(HANDLE, PULONG);
NTSTATUS NTAPI NtDuplicateObject(HANDLE, HANDLE, HANDLE, PHANDLE, ACCESS_MASK, ULONG, ULONG);
NTSTATUS NTAPI NtSetInformationProcess(HANDLE, PROCESSINFOCLASS, PVOID, ULONG);
}

namespace tern::nt {
namespace {

// ProcessPriorityClass's argument, which winternl.h leaves out.
struct PROCESS_PRIORITY_CLASS {
  BOOLEAN Foreground;
  UCHAR PriorityClass;
};

// CreateProcess's attribute list with room for three attributes, on the stack.
class Attributes {
  alignas(16) char storage_[256];
  bool ok_ = false;

public:
  LPPROC_THREAD_ATTRIBUTE_LIST list() { return ok_ ? reinterpret_cast<LPPROC_THREAD_ATTRIBUTE_LIST>(storage_) : nullptr; }
  Attributes() {
    SIZE_T size = sizeof storage_;
    ok_ = InitializeProcThreadAttributeList(reinterpret_cast<LPPROC_THREAD_ATTRIBUTE_LIST>(storage_), 2, 0, &size);
  }
  ~Attributes() {
    if (ok_) DeleteProcThreadAttributeList(list());
  }
  bool set(DWORD_PTR attribute, const void *value, size_t size) {
    return ok_ && UpdateProcThreadAttribute(list(), 0, attribute, const_cast<void *>(value), size, nullptr, nullptr);
  }
};

constexpr DWORD_PTR kAttributeHandleList = 0x20002, kAttributeMitigation = 0x20007;
constexpr DWORD64 kForceRelocateAlwaysOff = 2ull << 8;

} // namespace

Result<ProcessAndThread> create_process(const ProcessRequest &r) {
  Attributes attributes;
  // Refused where the system does not know it: then images stay where they are linked, or move, and fork looks.
  attributes.set(kAttributeMitigation, &kForceRelocateAlwaysOff, sizeof kForceRelocateAlwaysOff);
  if (r.inherited_count && !attributes.set(kAttributeHandleList, r.inherited, r.inherited_count * sizeof(HANDLE)))
    return errno_of_win32(GetLastError());
  STARTUPINFOEXW info{};
  info.StartupInfo.cb = sizeof info;
  info.lpAttributeList = attributes.list();
  info.StartupInfo.cbReserved2 = static_cast<WORD>(r.startup_size);
  info.StartupInfo.lpReserved2 = static_cast<BYTE *>(const_cast<void *>(r.startup_data));
  if (r.with_standard) {
    info.StartupInfo.dwFlags |= STARTF_USESTDHANDLES;
    info.StartupInfo.hStdInput = r.standard[0];
    info.StartupInfo.hStdOutput = r.standard[1];
    info.StartupInfo.hStdError = r.standard[2];
  }
  DWORD flags = CREATE_UNICODE_ENVIRONMENT | EXTENDED_STARTUPINFO_PRESENT;
  if (r.suspended) flags |= CREATE_SUSPENDED;
  if (r.detached) flags |= DETACHED_PROCESS;
  PROCESS_INFORMATION made{};
  auto *image = reinterpret_cast<const wchar_t *>(r.image);
  if (!CreateProcessW(reinterpret_cast<LPCWSTR>(image), reinterpret_cast<LPWSTR>(r.command_line), nullptr, nullptr,
                      r.inherited_count != 0, flags, const_cast<char16_t *>(r.environment),
                      reinterpret_cast<LPCWSTR>(r.directory), &info.StartupInfo, &made))
    return errno_of_win32(GetLastError());
  ProcessAndThread result;
  result.process = Handle(made.hProcess);
  result.thread = Handle(made.hThread);
  result.pid = made.dwProcessId;
  result.tid = made.dwThreadId;
  return result;
}

static CLIENT_ID client(uint32_t pid, uint32_t tid) {
  CLIENT_ID id;
  id.UniqueProcess = reinterpret_cast<HANDLE>(static_cast<uintptr_t>(pid));
  id.UniqueThread = reinterpret_cast<HANDLE>(static_cast<uintptr_t>(tid));
  return id;
}

Status open_process(Handle &out, uint32_t pid, uint32_t access) {
  OBJECT_ATTRIBUTES attributes{};
  attributes.Length = sizeof attributes;
  CLIENT_ID id = client(pid, 0);
  HANDLE h = nullptr;
  Status s{NtOpenProcess(&h, access, &attributes, &id)};
  if (s.ok()) out = Handle(h);
  return s;
}

bool thread_exists(uint32_t pid, uint32_t tid) {
  OBJECT_ATTRIBUTES attributes{};
  attributes.Length = sizeof attributes;
  CLIENT_ID id = client(pid, tid);
  HANDLE h = nullptr;
  Status s{NtOpenThread(&h, SYNCHRONIZE, &attributes, &id)};
  if (!s.ok()) return s == 0xc0000022; // access denied: it is there
  Handle owned(h);
  int64_t now = 0;
  RawHandle raw = h;
  return wait(&raw, 1, &now) == 0x102u; // an ended thread is signalled
}

// The four times of a process or thread, as one array of FILETIMEs.
static struct ProcessTimes as_times(const KERNEL_USER_TIMES &k) {
  static_assert(sizeof k == 4 * sizeof(uint64_t));
  uint64_t t[4];
  __builtin_memcpy(t, &k, sizeof t);
  return {t[0], t[1], t[2], t[3]};
}

Status process_times(RawHandle process, struct ProcessTimes &t) {
  KERNEL_USER_TIMES k;
  Status s{NtQueryInformationProcess(process, ::ProcessTimes, &k, sizeof k, nullptr)};
  if (s.ok()) t = as_times(k);
  return s;
}

Status thread_times(RawHandle thread, struct ProcessTimes &t) {
  KERNEL_USER_TIMES k;
  Status s{NtQueryInformationThread(thread, ThreadTimes, &k, sizeof k, nullptr)};
  if (s.ok()) t = as_times(k);
  return s;
}

bool has_exited(RawHandle process) {
  int64_t now = 0;
  return wait(&process, 1, &now) == 0u;
}

static bool basic_information(RawHandle process, PROCESS_BASIC_INFORMATION &info) {
  return Status{NtQueryInformationProcess(process, ProcessBasicInformation, &info, sizeof info, nullptr)}.ok();
}

uint32_t exit_code(RawHandle process) {
  PROCESS_BASIC_INFORMATION info;
  return basic_information(process, info) ? static_cast<uint32_t>(info.ExitStatus) : 0x103;
}

uint32_t process_id(RawHandle process) {
  PROCESS_BASIC_INFORMATION info;
  return basic_information(process, info) ? static_cast<uint32_t>(info.UniqueProcessId) : 0;
}

Status terminate_process(RawHandle process, uint32_t code) { return {NtTerminateProcess(process, static_cast<NTSTATUS>(code))}; }
Status resume_thread(RawHandle thread) { return {NtResumeThread(thread, nullptr)}; }
Status suspend_thread(RawHandle thread) { return {NtSuspendThread(thread, nullptr)}; }

static HANDLE or_self(RawHandle p) { return p ? p : GetCurrentProcess(); }

Status duplicate(RawHandle from, RawHandle handle, RawHandle to, RawHandle &result, bool inheritable, uint32_t options,
                 uint32_t access) {
  HANDLE h = nullptr;
  Status s{NtDuplicateObject(or_self(from), handle, or_self(to), &h, access, inheritable ? OBJ_INHERIT : 0, options)};
  if (s.ok()) result = h;
  return s;
}

void close_remote(RawHandle process, RawHandle handle) { NtDuplicateObject(process, handle, nullptr, nullptr, 0, 0, DUPLICATE_CLOSE_SOURCE); }

Status set_priority_class(RawHandle process, unsigned value) {
  PROCESS_PRIORITY_CLASS c{};
  c.PriorityClass = static_cast<UCHAR>(value);
  return {NtSetInformationProcess(process, ProcessPriorityClass, &c, sizeof c)};
}

Status priority_class(RawHandle process, unsigned &value) {
  PROCESS_PRIORITY_CLASS c{};
  Status s{NtQueryInformationProcess(process, ProcessPriorityClass, &c, sizeof c, nullptr)};
  if (s.ok()) value = c.PriorityClass;
  return s;
}

Status memory_counters(RawHandle process, MemoryCounters &m) {
  VM_COUNTERS v{};
  Status s{NtQueryInformationProcess(process, ProcessVmCounters, &v, sizeof v, nullptr)};
  if (s.ok()) m = {v.PeakWorkingSetSize, v.PageFaultCount};
  return s;
}

size_t process_image_path(RawHandle process, char16_t *buffer, size_t capacity) {
  DWORD n = static_cast<DWORD>(capacity);
  return QueryFullProcessImageNameW(process, 0, reinterpret_cast<LPWSTR>(buffer), &n) ? n : 0;
}

} // namespace tern::nt

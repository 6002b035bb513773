// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "nt/system.h"
#include "nt/native.h"

extern "C" NTSTATUS NTAPI RtlGetVersion(OSVERSIONINFOW *);

namespace tern::nt {

Version windows_version() {
  OSVERSIONINFOW v{};
  v.dwOSVersionInfoSize = sizeof v;
  RtlGetVersion(&v);
  return {v.dwMajorVersion, v.dwMinorVersion, v.dwBuildNumber};
}

uint32_t processor_count() {
  SYSTEM_INFO info;
  GetSystemInfo(&info);
  return info.dwNumberOfProcessors;
}

MemoryStatus memory_status() {
  MEMORYSTATUSEX m{};
  m.dwLength = sizeof m;
  GlobalMemoryStatusEx(&m);
  return {m.ullTotalPhys, m.ullAvailPhys, m.ullTotalPageFile, m.ullAvailPageFile};
}

size_t host_name(char16_t *to, size_t capacity) {
  DWORD n = static_cast<DWORD>(capacity);
  return GetComputerNameExW(ComputerNameDnsHostname, reinterpret_cast<LPWSTR>(to), &n) ? n : 0;
}

uint64_t uptime() { return GetTickCount64() * 10000; }

static uint64_t value(FILETIME t) { return static_cast<uint64_t>(t.dwHighDateTime) << 32 | t.dwLowDateTime; }
CpuTimes cpu_times() {
  FILETIME idle{}, kernel{}, user{};
  GetSystemTimes(&idle, &kernel, &user);
  return {value(idle), value(kernel), value(user)};
}

} // namespace tern::nt

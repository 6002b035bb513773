// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Facts about the machine and the system.
#pragma once
#include <stddef.h>
#include <stdint.h>

namespace tern::nt {

struct Version {
  uint32_t major, minor, build;
};
Version windows_version();     // RtlGetVersion: not lied to by manifests
uint32_t processor_count();    // in the process's group affinity
struct MemoryStatus {
  uint64_t total, available, commit_total, commit_available; // bytes
};
MemoryStatus memory_status();
size_t host_name(char16_t *to, size_t capacity); // DNS host name in units, 0 on failure
uint64_t uptime();                               // 100 ns since boot
struct CpuTimes {
  uint64_t idle, kernel, user; // 100 ns over all processors; kernel includes idle
};
CpuTimes cpu_times();

} // namespace tern::nt

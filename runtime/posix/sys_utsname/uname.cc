// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// uname, gethostname and what else names the machine.
#include "core/user_memory.h"
#include "core/sections.h"
#include "core/trace.h"
#include "core/utf.h"
#include "nt/system.h"
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/sysinfo.h>
#include <sys/utsname.h>
#include <unistd.h>

using namespace tern;

static size_t node_name(char *to, size_t capacity) {
  char16_t name[256];
  size_t units = nt::host_name(name, 256);
  size_t n = utf16_to_utf8(name, units, to, capacity - 1);
  to[n] = 0;
  return n;
}

// POSIX XSH uname. sysname is Cygwin's form, CYGWIN_NT-<major>.<minor>, which build systems look for; a build number
// as Cygwin has since 3.1 follows. release is the API level that <cygwin/version.h> tells.
TERN_EXPORT int uname(struct utsname *u) {
  if (!writable(u)) return fault();
  memset(u, 0, sizeof *u);
  nt::Version v = nt::windows_version();
  format_text(u->sysname, sizeof u->sysname, "CYGWIN_NT-%u.%u-%u", v.major, v.minor, v.build);
  node_name(u->nodename, sizeof u->nodename);
  format_text(u->release, sizeof u->release, "3.6.0-tern.x86_64");
  format_text(u->version, sizeof u->version, "2026-11-21 00:00 UTC");
  format_text(u->machine, sizeof u->machine, "x86_64");
  return 0;
}

// POSIX XSH gethostname: truncated without a terminating NUL in POSIX; here, as on Linux, ENAMETOOLONG.
TERN_EXPORT int gethostname(char *name, size_t length) {
  char whole[256];
  size_t n = node_name(whole, sizeof whole);
  if (n >= length) {
    errno = ENAMETOOLONG;
    return -1;
  }
  memcpy(name, whole, n + 1);
  return 0;
}

TERN_EXPORT int sethostname(const char *, size_t) {
  errno = EPERM;
  return -1;
}

// Linux sysinfo.
TERN_EXPORT int sysinfo(struct sysinfo *s) {
  if (!writable(s)) return fault();
  memset(s, 0, sizeof *s);
  nt::MemoryStatus m = nt::memory_status();
  s->uptime = static_cast<long>(nt::uptime() / 10000000);
  s->totalram = m.total;
  s->freeram = m.available;
  s->totalswap = m.commit_total > m.total ? m.commit_total - m.total : 0;
  s->freeswap = m.commit_available > m.available ? m.commit_available - m.available : 0;
  s->mem_unit = 1;
  return 0;
}

// BSD. Windows keeps no load average; the share of busy time since the last call stands for all three.
TERN_EXPORT int getloadavg(double loads[], int count) {
  static uint64_t last_idle, last_total;
  nt::CpuTimes t = nt::cpu_times();
  uint64_t total = t.kernel + t.user;
  uint64_t passed = total - last_total, idle = t.idle - last_idle;
  double busy = passed && idle <= passed ? static_cast<double>(passed - idle) / static_cast<double>(passed) : 0;
  last_total = total, last_idle = t.idle;
  if (count > 3) count = 3;
  for (int i = 0; i < count; i++) loads[i] = busy * nt::processor_count();
  return count;
}

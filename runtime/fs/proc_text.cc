// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "fs/proc_text.h"
#include "core/utf.h"
#include "core/view.h"
#include "fs/convert.h"
#include "fs/cwd.h"
#include "fs/mount_table.h"
#include "fs/path.h"
#include "nt/sync.h"
#include "nt/loader.h"
#include "nt/memory.h"
#include "nt/process.h"
#include "nt/system.h"
#include "nt/volume.h"
#include "process/image_files.h"
#include "process/table.h"
#include "startup/start.h"
#include <mntent.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/utsname.h>

extern "C" char **environ;

namespace tern::fs {

static constexpr uint64_t kTick = 10000; // of sysconf(_SC_CLK_TCK), in 100 ns

ProcText::~ProcText() { free(data_); }
char *ProcText::take() {
  char *d = data_;
  data_ = nullptr;
  return d;
}
void ProcText::add(const char *s, size_t n) {
  if (size_ + n > capacity_) {
    size_t more = capacity_ ? capacity_ * 2 : 1024;
    while (more < size_ + n) more *= 2;
    auto *grown = static_cast<char *>(realloc(data_, more));
    if (!grown) {
      failed_ = true;
      return;
    }
    data_ = grown, capacity_ = more;
  }
  memcpy(data_ + size_, s, n);
  size_ += n;
}
void ProcText::print(const char *format, ...) {
  char line[1024];
  va_list ap;
  va_start(ap, format);
  int n = vsnprintf(line, sizeof line, format, ap);
  va_end(ap);
  if (n > 0) add(line, static_cast<size_t>(n) < sizeof line ? static_cast<size_t>(n) : sizeof line - 1);
}

// ---- the machine

bool proc_cpuinfo(ProcText &t, pid_t) {
  uint32_t brand[13] = {}, a, b, c, d;
  char vendor[13] = {};
  auto cpuid = [&](uint32_t leaf) { __asm__ volatile("cpuid" : "=a"(a), "=b"(b), "=c"(c), "=d"(d) : "a"(leaf), "c"(0)); };
  cpuid(0);
  memcpy(vendor, &b, 4), memcpy(vendor + 4, &d, 4), memcpy(vendor + 8, &c, 4);
  for (uint32_t i = 0; i < 3; i++) cpuid(0x80000002 + i), brand[4 * i] = a, brand[4 * i + 1] = b, brand[4 * i + 2] = c, brand[4 * i + 3] = d;
  cpuid(1);
  uint32_t family = a >> 8 & 15, model = a >> 4 & 15;
  if (family >= 6) model |= a >> 12 & 0xf0;
  if (family == 15) family += a >> 20 & 0xff;
  for (uint32_t i = 0; i < nt::processor_count(); i++)
    t.print("processor\t: %u\nvendor_id\t: %s\ncpu family\t: %u\nmodel\t\t: %u\nmodel name\t: %s\nstepping\t: %u\n\n", i, vendor, family, model,
            reinterpret_cast<char *>(brand), a & 15);
  return true;
}
bool proc_filesystems(ProcText &t, pid_t) { return t.print("\tntfs\n\tvfat\n\texfat\n\tudf\n\tiso9660\nnodev\tproc\nnodev\tnetapp\n"), true; }
bool proc_loadavg(ProcText &t, pid_t) {
  unsigned running = 0, all = 0;
  pid_t last = 0;
  process::for_each([&](Slot &s) {
    all++;
    running += s.state == static_cast<uint32_t>(SlotState::Running);
    if (s.pid > last) last = s.pid;
    return true;
  });
  return t.print("0.00 0.00 0.00 %u/%u %d\n", running, all, last), true; // Windows keeps no load average
}
bool proc_meminfo(ProcText &t, pid_t) {
  auto m = nt::memory_status();
  uint64_t swap = m.commit_total > m.total ? m.commit_total - m.total : 0, swap_free = m.commit_available > m.available ? m.commit_available - m.available : 0;
  if (swap_free > swap) swap_free = swap;
  auto k = [](uint64_t b) { return static_cast<unsigned long>(b / 1024); };
  t.print("MemTotal:       %8lu kB\nMemFree:        %8lu kB\nMemAvailable:   %8lu kB\nSwapTotal:      %8lu kB\nSwapFree:       %8lu kB\n", k(m.total),
          k(m.available), k(m.available), k(swap), k(swap_free));
  return true;
}
bool proc_partitions(ProcText &t, pid_t) {
  t.print("major minor  #blocks  name   win-mounts\n\n");
  uint32_t letters = nt::drive_letters();
  for (unsigned i = 0; i < 26; i++) {
    if (!(letters >> i & 1)) continue;
    char16_t root[] = u"\\??\\?:\\";
    root[4] = static_cast<char16_t>('A' + i);
    nt::Handle h;
    nt::VolumeFacts v;
    if (!nt::open_file(h, {.name = {root, 7}, .access = nt::kReadAttributes}).ok() || !nt::query_volume(h.get(), v).ok()) continue;
    t.print("%5u %5u %10lu sd%c1   %c:\\\n", 8u, i * 16 + 1, static_cast<unsigned long>(v.total * v.unit / 1024), 'a' + i, 'A' + i);
  }
  return true;
}
bool proc_system_stat(ProcText &t, pid_t) {
  auto c = nt::cpu_times();
  auto j = [](uint64_t x) { return static_cast<unsigned long>(x / kTick); };
  t.print("cpu %lu 0 %lu %lu\nbtime %ld\n", j(c.user), j(c.kernel - c.idle), j(c.idle), static_cast<long>(time(nullptr) - static_cast<time_t>(nt::uptime() / 10000000)));
  return true;
}
bool proc_uptime(ProcText &t, pid_t) {
  uint64_t up = nt::uptime(), idle = nt::cpu_times().idle;
  return t.print("%lu.%02lu %lu.%02lu\n", static_cast<unsigned long>(up / 10000000), static_cast<unsigned long>(up / 100000 % 100),
                 static_cast<unsigned long>(idle / 10000000), static_cast<unsigned long>(idle / 100000 % 100)), true;
}
bool proc_version(ProcText &t, pid_t) {
  utsname u;
  if (uname(&u) < 0) return false;
  return t.print("%s version %s (%s)\n", u.sysname, u.release, u.version), true;
}

// ---- processes

static bool is_own(pid_t pid) { return pid == view().pid; }

static bool image_of(pid_t pid, char *out, size_t capacity) {
  char16_t image[kNativeMax];
  size_t n = 0;
  if (is_own(pid)) {
    n = process::original_image_path(nt::exe_base(), image, kNativeMax);
  } else if (Slot *s = process::find(pid)) {
    nt::Handle h;
    if (nt::open_process(h, s->nt_pid, nt::kProcessQueryLimited).ok()) n = nt::process_image_path(h.get(), image, kNativeMax);
  }
  if (!n) return false;
  char text[kPathMax];
  size_t k = utf16_to_utf8(image, n, text, sizeof text - 1);
  text[k] = 0;
  char *posix = posix_path(text);
  if (!posix) return false;
  snprintf(out, capacity, "%s", posix);
  free(posix);
  return true;
}

static const char *short_name(const char *path) {
  const char *slash = strrchr(path, '/');
  return slash ? slash + 1 : path;
}

static void name_of(pid_t pid, char *out, size_t capacity) {
  char path[kPathMax] = "";
  Slot *s = process::find(pid);
  if (s && process::detail_of(*s).name[0]) snprintf(out, capacity, "%.31s", process::detail_of(*s).name);
  else snprintf(out, capacity, "%s", image_of(pid, path, sizeof path) ? short_name(path) : "?");
  size_t n = strlen(out);
  if (n > 4 && !strcmp(out + n - 4, ".exe")) out[n - 4] = 0;
}

bool proc_cmdline(ProcText &t, pid_t pid) {
  if (is_own(pid)) {
    auto &a = startup::program_arguments();
    // The program may have shortened the list.
    for (int i = 0; i < a.count && a.values[i]; i++) t.add(a.values[i], strlen(a.values[i]) + 1);
    return true;
  }
  char name[kPathMax]; // another process's arguments lie in its memory only: its program's name
  if (!image_of(pid, name, sizeof name)) name_of(pid, name, sizeof name);
  t.add(name, strlen(name) + 1);
  return true;
}
bool proc_comm(ProcText &t, pid_t pid) {
  char name[64];
  name_of(pid, name, 16);
  return t.print("%s\n", name), true;
}
bool proc_environ(ProcText &t, pid_t pid) {
  if (!is_own(pid)) return false;
  for (char **e = environ; e && *e; e++) t.add(*e, strlen(*e) + 1);
  return true;
}
bool proc_exename(ProcText &t, pid_t pid) {
  char path[kPathMax];
  return image_of(pid, path, sizeof path) && (t.print("%s", path), true);
}
bool proc_cwd(pid_t pid, char *out, size_t capacity) { return is_own(pid) && current_directory(out, capacity); }
bool proc_exe(pid_t pid, char *out, size_t capacity) { return image_of(pid, out, capacity); }
bool proc_root(pid_t pid, char *out, size_t capacity) {
  // As seen from inside: the root is the root.
  return is_own(pid) && snprintf(out, capacity, "/") > 0;
}
bool proc_mounts(ProcText &t, pid_t) {
  FILE *f = setmntent("/proc/mounts", "r");
  if (!f) return false;
  char buffer[2048];
  size_t n;
  while ((n = fread(buffer, 1, sizeof buffer, f)) > 0) t.add(buffer, n);
  endmntent(f);
  return true;
}

#define TERN_NUMBER(name, field) \
  bool name(ProcText &t, pid_t pid) { \
    Slot *s = process::find(pid); \
    return s && (t.print("%ld\n", static_cast<long>(s->field)), true); \
  }
TERN_NUMBER(proc_gid, gid)
TERN_NUMBER(proc_uid, uid)
TERN_NUMBER(proc_pgid, pgid)
TERN_NUMBER(proc_ppid, ppid)
TERN_NUMBER(proc_sid, sid)
TERN_NUMBER(proc_winpid, nt_pid)

static char letter_of(const Slot &s) {
  switch (static_cast<SlotState>(s.state)) {
  case SlotState::Stopped: return 'T';
  case SlotState::Zombie: return 'Z';
  default: return 'R';
  }
}

bool proc_stat_line(ProcText &t, pid_t pid) {
  Slot *s = process::find(pid);
  if (!s) return false;
  char name[64];
  name_of(pid, name, sizeof name);
  nt::Handle h;
  nt::ProcessTimes times{};
  nt::MemoryCounters memory{};
  if (nt::open_process(h, s->nt_pid, nt::kProcessQueryLimited).ok()) nt::process_times(h.get(), times), nt::memory_counters(h.get(), memory);
  auto j = [](uint64_t x) { return static_cast<unsigned long>(x / kTick); };
  uint64_t boot = static_cast<uint64_t>(nt::system_time_precise()) - nt::uptime();
  t.print("%d (%s) %c %d %d %d %d -1 0 %lu 0 0 0 %lu %lu 0 0 20 0 1 0 %lu %lu %lu\n", pid, name, letter_of(*s), s->ppid, s->pgid, s->sid, s->ctty,
          static_cast<unsigned long>(memory.page_faults), j(times.user), j(times.kernel), j(times.created > boot ? times.created - boot : 0),
          static_cast<unsigned long>(memory.peak_working_set), static_cast<unsigned long>(memory.peak_working_set / 4096));
  return true;
}
bool proc_statm(ProcText &t, pid_t pid) {
  Slot *s = process::find(pid);
  nt::Handle h;
  nt::MemoryCounters m{};
  if (s && nt::open_process(h, s->nt_pid, nt::kProcessQueryLimited).ok()) nt::memory_counters(h.get(), m);
  unsigned long pages = static_cast<unsigned long>(m.peak_working_set / 4096);
  return s && (t.print("%lu %lu 0 0 0 0 0\n", pages, pages), true);
}
bool proc_status(ProcText &t, pid_t pid) {
  Slot *s = process::find(pid);
  if (!s) return false;
  char name[64];
  name_of(pid, name, sizeof name);
  const char *state = letter_of(*s) == 'T' ? "T (stopped)" : letter_of(*s) == 'Z' ? "Z (zombie)" : "R (running)";
  nt::Handle h;
  nt::MemoryCounters m{};
  if (nt::open_process(h, s->nt_pid, nt::kProcessQueryLimited).ok()) nt::memory_counters(h.get(), m);
  unsigned long kb = static_cast<unsigned long>(m.peak_working_set / 1024);
  t.print("Name:\t%s\nUmask:\t%04o\nState:\t%s\nTgid:\t%d\nPid:\t%d\nPPid:\t%d\nUid:\t%u\t%u\t%u\t%u\nGid:\t%u\t%u\t%u\t%u\nVmHWM:\t%8lu kB\nVmRSS:\t%8lu kB\n",
          name, is_own(pid) ? view().umask : 0, state, pid, pid, s->ppid, s->uid, s->uid, s->uid, s->uid, s->gid, s->gid, s->gid, s->gid, kb, kb);
  t.print("SigPnd:\t%016lx\nSigBlk:\t%016lx\nSigIgn:\t%016lx\nSigCgt:\t%016lx\n", static_cast<unsigned long>(s->pending),
          static_cast<unsigned long>(s->block_hint), static_cast<unsigned long>(s->ignore_hint), static_cast<unsigned long>(s->handle_hint));
  return true;
}
bool proc_maps(ProcText &t, pid_t pid) {
  if (!is_own(pid)) return false;
  nt::Region r;
  uintptr_t last_image = 0;
  char name[kPathMax] = "";
  for (uintptr_t at = 0x10000; nt::query(at, r).ok(); at = r.base + r.size) {
    if (!r.size) break;
    if (r.state != nt::kCommit) continue;
    uint32_t p = r.protect & 0xff;
    bool write = p == 4 || p == 8 || p == 0x40 || p == 0x80, exec = p >= 0x10, read = p != 1 && p != 0x10;
    if (r.type == nt::kImage) {
      if (r.allocation_base != last_image) {
        char16_t path[kNativeMax];
        char text[kPathMax];
        size_t n = process::original_image_path(reinterpret_cast<void *>(r.allocation_base), path, kNativeMax);
        text[utf16_to_utf8(path, n, text, sizeof text - 1)] = 0;
        char *posix = n ? posix_path(text) : nullptr;
        snprintf(name, sizeof name, "%s", posix ? posix : "");
        free(posix);
        last_image = r.allocation_base;
      }
    } else {
      name[0] = 0;
    }
    t.print("%08lx-%08lx %c%c%c%c %08lx 00:00 0%s%s\n", r.base, r.base + r.size, read ? 'r' : '-', write ? 'w' : '-', exec ? 'x' : '-',
            r.type == nt::kMapped ? 's' : 'p', r.base - r.allocation_base, name[0] ? "                   " : "", name);
  }
  return true;
}

} // namespace tern::fs

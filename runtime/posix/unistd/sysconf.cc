// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// sysconf and relatives: POSIX XSH sysconf, confstr; GNU get_nprocs and friends. Async-signal-safe: sysconf is not
// required to be, and is.
#include "core/sections.h"
#include "fd/table.h"
#include "memory/arenas.h"
#include "nt/system.h"
#include <errno.h>
#include <limits.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/sysinfo.h>
#include <unistd.h>

namespace {

struct Row {
  int name;
  long value; // -1: no limit, or the option is absent (errno unchanged)
};

constexpr long kYes = 202405L; // options that follow POSIX.1-2024

constexpr Row kRows[] = {
    {_SC_ARG_MAX, 2097152}, {_SC_CHILD_MAX, 1000}, {_SC_CLK_TCK, 1000}, {_SC_NGROUPS_MAX, 1024}, {_SC_JOB_CONTROL, 1},
    {_SC_SAVED_IDS, 1}, {_SC_VERSION, kYes}, {_SC_PAGESIZE, static_cast<long>(tern::memory::kGranularity)},
    {_SC_MQ_OPEN_MAX, 256}, {_SC_MQ_PRIO_MAX, 32768}, {_SC_RTSIG_MAX, 33}, {_SC_SEM_NSEMS_MAX, -1}, {_SC_SEM_VALUE_MAX, 2147483647},
    {_SC_SIGQUEUE_MAX, SIGQUEUE_MAX}, {_SC_TIMER_MAX, 32}, {_SC_TZNAME_MAX, -1}, {_SC_ASYNCHRONOUS_IO, -1}, {_SC_FSYNC, kYes},
    {_SC_MAPPED_FILES, kYes}, {_SC_MEMLOCK, -1}, {_SC_MEMLOCK_RANGE, kYes}, {_SC_MEMORY_PROTECTION, kYes}, {_SC_MESSAGE_PASSING, -1},
    {_SC_PRIORITIZED_IO, -1}, {_SC_REALTIME_SIGNALS, kYes}, {_SC_SEMAPHORES, kYes}, {_SC_SHARED_MEMORY_OBJECTS, kYes},
    {_SC_SYNCHRONIZED_IO, kYes}, {_SC_TIMERS, kYes}, {_SC_DELAYTIMER_MAX, 2147483647}, {_SC_THREAD_KEYS_MAX, 1024},
    {_SC_THREAD_STACK_MIN, PTHREAD_STACK_MIN}, {_SC_THREAD_THREADS_MAX, -1}, {_SC_TTY_NAME_MAX, 32}, {_SC_THREADS, kYes},
    {_SC_THREAD_ATTR_STACKADDR, kYes}, {_SC_THREAD_ATTR_STACKSIZE, kYes}, {_SC_THREAD_PRIORITY_SCHEDULING, kYes},
    {_SC_THREAD_PRIO_INHERIT, -1}, {_SC_THREAD_PRIO_PROTECT, -1}, {_SC_THREAD_PROCESS_SHARED, kYes},
    {_SC_THREAD_SAFE_FUNCTIONS, kYes}, {_SC_GETGR_R_SIZE_MAX, 16384}, {_SC_GETPW_R_SIZE_MAX, 16384}, {_SC_LOGIN_NAME_MAX, 256},
    {_SC_THREAD_DESTRUCTOR_ITERATIONS, 4}, {_SC_ADVISORY_INFO, kYes}, {_SC_ATEXIT_MAX, -1}, {_SC_BARRIERS, kYes},
    {_SC_BC_BASE_MAX, 99}, {_SC_BC_DIM_MAX, 2048}, {_SC_BC_SCALE_MAX, 99}, {_SC_BC_STRING_MAX, 1000}, {_SC_CLOCK_SELECTION, kYes},
    {_SC_COLL_WEIGHTS_MAX, 2}, {_SC_CPUTIME, kYes}, {_SC_EXPR_NEST_MAX, 32}, {_SC_HOST_NAME_MAX, 255}, {_SC_IOV_MAX, 1024},
    {_SC_IPV6, kYes}, {_SC_LINE_MAX, 2048}, {_SC_MONOTONIC_CLOCK, kYes}, {_SC_RAW_SOCKETS, -1}, {_SC_READER_WRITER_LOCKS, kYes},
    {_SC_REGEXP, 1}, {_SC_RE_DUP_MAX, 255}, {_SC_SHELL, 1}, {_SC_SPAWN, kYes}, {_SC_SPIN_LOCKS, kYes}, {_SC_SPORADIC_SERVER, -1},
    {_SC_SYMLOOP_MAX, 40}, {_SC_THREAD_CPUTIME, kYes}, {_SC_THREAD_SPORADIC_SERVER, -1}, {_SC_TIMEOUTS, kYes},
    {_SC_TYPED_MEMORY_OBJECTS, -1}, {_SC_V7_ILP32_OFF32, -1}, {_SC_V7_ILP32_OFFBIG, -1}, {_SC_V7_LP64_OFF64, 1}, {_SC_V7_LPBIG_OFFBIG, 1},
    {_SC_XOPEN_CRYPT, -1}, {_SC_XOPEN_ENH_I18N, -1}, {_SC_XOPEN_REALTIME, -1}, {_SC_XOPEN_LEGACY, -1}, {_SC_STREAM_MAX, 20},
    {_SC_PRIORITY_SCHEDULING, kYes}, {_SC_XOPEN_REALTIME_THREADS, -1}, {_SC_XOPEN_SHM, 1}, {_SC_XOPEN_STREAMS, -1}, {_SC_XOPEN_UNIX, 1},
    {_SC_XOPEN_VERSION, 800}, {_SC_2_CHAR_TERM, 1}, {_SC_2_C_BIND, kYes}, {_SC_2_C_DEV, kYes}, {_SC_2_FORT_DEV, -1}, {_SC_2_FORT_RUN, -1},
    {_SC_2_LOCALEDEF, -1}, {_SC_2_SW_DEV, kYes}, {_SC_2_UPE, kYes}, {_SC_2_VERSION, kYes}, {_SC_THREAD_ROBUST_PRIO_INHERIT, -1},
    {_SC_THREAD_ROBUST_PRIO_PROTECT, -1}, {_SC_XOPEN_UUCP, -1}, {_SC_LEVEL1_DCACHE_LINESIZE, 64}, {_SC_LEVEL1_ICACHE_LINESIZE, 64},
};

long pages(uint64_t bytes) { return static_cast<long>(bytes / tern::memory::kGranularity); }

} // namespace

// Errors: EINVAL for a name that is not known. A value of -1 without errno: no limit, or an option that is absent.
TERN_EXPORT long sysconf(int name) {
  switch (name) {
  case _SC_OPEN_MAX: {
    rlimit limit;
    return getrlimit(RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur != RLIM_INFINITY ? static_cast<long>(limit.rlim_cur) : tern::fd::kOpenMax;
  }
  case _SC_NPROCESSORS_CONF:
  case _SC_NPROCESSORS_ONLN: return tern::nt::processor_count();
  case _SC_PHYS_PAGES: return pages(tern::nt::memory_status().total);
  case _SC_AVPHYS_PAGES: return pages(tern::nt::memory_status().available);
  }
  for (const Row &row : kRows)
    if (row.name == name) return row.value;
  if (name >= 0 && name <= _SC_POSIX_26_VERSION) return -1; // known, and not offered
  errno = EINVAL;
  return -1;
}

TERN_EXPORT int getpagesize(void) { return static_cast<int>(tern::memory::kGranularity); }
TERN_EXPORT int get_nprocs(void) { return static_cast<int>(tern::nt::processor_count()); }
TERN_EXPORT int get_nprocs_conf(void) { return get_nprocs(); }
TERN_EXPORT long get_phys_pages(void) { return sysconf(_SC_PHYS_PAGES); }
TERN_EXPORT long get_avphys_pages(void) { return sysconf(_SC_AVPHYS_PAGES); }

// POSIX XSH confstr. The programming environment is the only one, so its flags are empty.
TERN_EXPORT size_t confstr(int name, char *buffer, size_t size) {
  const char *value = "";
  if (name == _CS_PATH)
    value = "/bin:/usr/bin";
  else if (name == _CS_POSIX_V7_WIDTH_RESTRICTED_ENVS)
    value = "POSIX_V7_LP64_OFF64";
  else if (name < 0 || name > _CS_POSIX_V7_WIDTH_RESTRICTED_ENVS + 32) {
    errno = EINVAL;
    return 0;
  }
  size_t n = strlen(value) + 1;
  if (size) {
    size_t copied = n < size ? n : size;
    memcpy(buffer, value, copied);
    buffer[copied - 1] = 0;
  }
  return n;
}

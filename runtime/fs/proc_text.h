// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The contents of /proc's files and the targets of its links. False: not to be had of that process.
#pragma once
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

namespace tern::fs {

class ProcText { // grows; malloc
  char *data_ = nullptr;
  size_t size_ = 0, capacity_ = 0;
  bool failed_ = false;

public:
  ~ProcText();
  void add(const char *, size_t);
  void print(const char *format, ...) __attribute__((format(printf, 2, 3)));
  bool failed() const { return failed_; }
  size_t size() const { return size_; }
  char *take(); // the size stays
};

bool proc_cpuinfo(ProcText &, pid_t), proc_filesystems(ProcText &, pid_t), proc_loadavg(ProcText &, pid_t), proc_meminfo(ProcText &, pid_t),
    proc_partitions(ProcText &, pid_t), proc_system_stat(ProcText &, pid_t), proc_uptime(ProcText &, pid_t), proc_version(ProcText &, pid_t);
bool proc_cmdline(ProcText &, pid_t), proc_comm(ProcText &, pid_t), proc_environ(ProcText &, pid_t), proc_exename(ProcText &, pid_t),
    proc_gid(ProcText &, pid_t), proc_maps(ProcText &, pid_t), proc_mounts(ProcText &, pid_t), proc_pgid(ProcText &, pid_t),
    proc_ppid(ProcText &, pid_t), proc_sid(ProcText &, pid_t), proc_stat_line(ProcText &, pid_t), proc_statm(ProcText &, pid_t),
    proc_status(ProcText &, pid_t), proc_uid(ProcText &, pid_t), proc_winpid(ProcText &, pid_t);
bool proc_cwd(pid_t, char *, size_t), proc_exe(pid_t, char *, size_t), proc_root(pid_t, char *, size_t);

} // namespace tern::fs

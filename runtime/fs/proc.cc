// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "fs/proc.h"
#include "core/view.h"
#include "fd/table.h"
#include "fs/disk_file.h"
#include "fs/proc_text.h"
#include "fs/registry.h"
#include "fs/stat.h"
#include "process/table.h"
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

namespace tern::fs {

namespace {

struct Entry {
  const char *name;
  mode_t mode;
  bool (*make)(ProcText &, pid_t);             // content of a file
  bool (*link)(pid_t, char *, size_t);         // target of a link
};

constexpr mode_t kFile = S_IFREG | 0444, kLink = S_IFLNK | 0777, kFolder = S_IFDIR | 0555;

bool self_target(pid_t, char *out, size_t n) { return snprintf(out, n, "%d", view().pid) > 0; }
bool mounts_target(pid_t, char *out, size_t n) { return snprintf(out, n, "self/mounts") > 0; }

constexpr Entry kRoot[] = {
    {"self", kLink, nullptr, self_target},
    {"cpuinfo", kFile, proc_cpuinfo, nullptr},
    {"filesystems", kFile, proc_filesystems, nullptr},
    {"loadavg", kFile, proc_loadavg, nullptr},
    {"meminfo", kFile, proc_meminfo, nullptr},
    {"mounts", kLink, nullptr, mounts_target},
    {"partitions", kFile, proc_partitions, nullptr},
    {"registry", kFolder, nullptr, nullptr},
    {"stat", kFile, proc_system_stat, nullptr},
    {"uptime", kFile, proc_uptime, nullptr},
    {"version", kFile, proc_version, nullptr},
};
constexpr Entry kProcess[] = {
    {"cmdline", kFile, proc_cmdline, nullptr},   {"comm", kFile, proc_comm, nullptr},
    {"cwd", kLink, nullptr, proc_cwd},           {"environ", S_IFREG | 0400, proc_environ, nullptr},
    {"exe", kLink, nullptr, proc_exe},           {"exename", kFile, proc_exename, nullptr},
    {"fd", S_IFDIR | 0500, nullptr, nullptr},    {"gid", kFile, proc_gid, nullptr},
    {"maps", kFile, proc_maps, nullptr},         {"mounts", kFile, proc_mounts, nullptr},
    {"pgid", kFile, proc_pgid, nullptr},         {"ppid", kFile, proc_ppid, nullptr},
    {"root", kLink, nullptr, proc_root},         {"sid", kFile, proc_sid, nullptr},
    {"stat", kFile, proc_stat_line, nullptr},    {"statm", kFile, proc_statm, nullptr},
    {"status", kFile, proc_status, nullptr},     {"uid", kFile, proc_uid, nullptr},
    {"winpid", kFile, proc_winpid, nullptr},
};

// A path below /proc taken apart. pid 0: no process.
struct Place {
  pid_t pid = 0;
  bool process_folder = false, fd_folder = false;
  int fd = -1;
  const Entry *entry = nullptr;
  bool known = false;
};

pid_t number(const char *s, size_t n) {
  if (!n || n > 9 || s[0] == '0') return -1;
  int v = 0;
  for (size_t i = 0; i < n; i++) {
    if (s[i] < '0' || s[i] > '9') return -1;
    v = v * 10 + (s[i] - '0');
  }
  return v;
}

Place find(const Path &p) {
  Place r;
  if (p.length == 5) return r.known = true, r;
  const char *s = p.posix + 6;
  size_t n = strcspn(s, "/");
  r.pid = number(s, n);
  if (r.pid <= 0) {
    r.pid = 0;
    if (s[n]) return r;
    for (auto &e : kRoot)
      if (!strcmp(e.name, s)) r.entry = &e, r.known = true;
    return r;
  }
  Slot *slot = process::find(r.pid);
  if (!slot || (r.pid != view().pid && !process::is_alive(*slot))) return r;
  if (!s[n]) return r.known = r.process_folder = true, r;
  s += n + 1;
  n = strcspn(s, "/");
  if (!s[n]) {
    for (auto &e : kProcess)
      if (!strcmp(e.name, s)) r.entry = &e, r.known = true, r.fd_folder = S_ISDIR(e.mode);
    return r;
  }
  if (n == 2 && !memcmp(s, "fd", 2) && r.pid == view().pid) {
    int fd = s[3] == '0' && !s[4] ? 0 : number(s + 3, strlen(s + 3));
    if (fd >= 0 && fd::get(fd).ok()) r.fd = fd, r.known = true;
  }
  return r;
}

// A file whose text was made when it was opened.
class ProcFile final : public fd::Description {
  char *text_;
  size_t size_;
  off_t at_ = 0;
  char *path_;

public:
  ProcFile(ProcText &t, const Path &p, uint32_t f) : Description(fd::Kind::ProcFile), text_(t.take()), size_(t.size()) {
    flags = f;
    path_ = strdup(p.posix);
  }
  const char *path() const override { return path_ ? path_ : "/proc"; }
  Result<ssize_t> pread(void *to, size_t n, off_t at) override {
    if (at < 0) return Errno(EINVAL);
    if (static_cast<size_t>(at) >= size_) return ssize_t{0};
    if (n > size_ - static_cast<size_t>(at)) n = size_ - static_cast<size_t>(at);
    memcpy(to, text_ + at, n);
    return static_cast<ssize_t>(n);
  }
  Result<ssize_t> read(void *to, size_t n) override {
    ssize_t done = TRY(pread(to, n, at_));
    at_ += done;
    return done;
  }
  Result<off_t> seek(off_t offset, int whence) override {
    off_t base = whence == SEEK_SET ? 0 : whence == SEEK_CUR ? at_ : whence == SEEK_END ? static_cast<off_t>(size_) : -1;
    if (base < 0 || base + offset < 0) return Errno(EINVAL);
    return at_ = base + offset;
  }
  Result<> stat(struct stat &st) override {
    Path p;
    TRY(translate_canonical(path(), strlen(path()), p));
    TRY(proc_stat(p, st));
    if (is_registry(p)) st.st_size = static_cast<off_t>(size_);
    return success();
  }
  Result<> save(BlockWriter &, const SpawnContext &) override { return Errno(ENOTSUP); }
  void close() override { free(text_), free(path_); }
};

} // namespace

int proc_descriptor(const Path &p) { return virtual_kind(p) == Virtual::Proc ? find(p).fd : -1; }

Result<Found> proc_look(const Path &p, char *target, size_t capacity, size_t &length) {
  if (is_registry(p)) return registry_look(p);
  Place at = find(p);
  if (!at.known) return Found::Missing;
  if (at.fd >= 0) return Found::Other; // opened as a duplicate; readlink asks for itself
  if (!at.entry || S_ISDIR(at.entry->mode)) return Found::Directory;
  if (!at.entry->link) return Found::Other;
  if (!at.entry->link(at.pid, target, capacity)) return Errno(EACCES);
  length = strlen(target);
  return Found::Link;
}

Result<> proc_stat(const Path &p, struct stat &st) {
  if (is_registry(p)) {
    Found found = registry_look(p);
    if (found == Found::Missing) return Errno(ENOENT);
    fill_directory(st, path_hash(p.posix, p.length));
    if (found == Found::Other) st.st_mode = kFile, st.st_nlink = 1;
    return success();
  }
  Place at = find(p);
  if (!at.known) return Errno(ENOENT);
  fill_directory(st, path_hash(p.posix, p.length));
  st.st_mode = at.entry ? at.entry->mode : kFolder;
  st.st_nlink = S_ISDIR(st.st_mode) ? 2 : 1;
  if (at.pid)
    if (Slot *s = process::find(at.pid)) st.st_uid = s->uid, st.st_gid = s->gid;
  return success();
}

static Result<fd::FileRef> open_registry(const Path &p, int flags) {
  Found found = registry_look(p);
  if (found == Found::Missing) return Errno(flags & O_CREAT ? EACCES : ENOENT);
  bool folder = found == Found::Directory;
  if (!folder && (flags & O_DIRECTORY)) return Errno(ENOTDIR);
  if ((flags & O_ACCMODE) != O_RDONLY) return Errno(folder ? EISDIR : EACCES);
  uint32_t kept = static_cast<uint32_t>(flags & ~(O_CLOEXEC | O_CREAT | O_NOCTTY));
  fd::FileRef file;
  if (folder) {
    file = fd::make<DirectoryFile>(nt::Handle(), p.posix, p.length, kept);
  } else {
    ProcText text;
    TRY(registry_text(p, text));
    if (text.failed()) return Errno(ENOMEM);
    file = fd::make<ProcFile>(text, p, kept);
  }
  if (!file) return Errno(ENOMEM);
  return file;
}

Result<fd::FileRef> proc_open(const Path &p, int flags) {
  if (is_registry(p)) return open_registry(p, flags);
  Place at = find(p);
  if (!at.known) return Errno(flags & O_CREAT ? EACCES : ENOENT);
  if (at.fd >= 0) return fd::get(at.fd);
  bool folder = !at.entry || S_ISDIR(at.entry->mode);
  if (!folder && (flags & O_DIRECTORY)) return Errno(ENOTDIR);
  if ((flags & O_ACCMODE) != O_RDONLY) return Errno(folder ? EISDIR : EACCES);
  fd::FileRef file;
  uint32_t kept = static_cast<uint32_t>(flags & ~(O_CLOEXEC | O_CREAT | O_NOCTTY));
  if (folder) {
    file = fd::make<DirectoryFile>(nt::Handle(), p.posix, p.length, kept);
  } else {
    ProcText text;
    if (!at.entry->make || !at.entry->make(text, at.pid)) return Errno(EACCES);
    if (text.failed()) return Errno(ENOMEM);
    file = fd::make<ProcFile>(text, p, kept);
  }
  if (!file) return Errno(ENOMEM);
  return file;
}

bool proc_list(const Path &p, size_t index, char *name, size_t capacity, mode_t &mode, uint64_t &inode) {
  auto give = [&](const char *n, mode_t m) {
    char path[kPathMax];
    int k = snprintf(path, sizeof path, "%s/%s", p.posix, n);
    inode = path_hash(path, static_cast<size_t>(k));
    mode = m;
    snprintf(name, capacity, "%s", n);
    return true;
  };
  if (is_registry(p)) {
    char listed[kPathMax];
    bool directory;
    return registry_list(p, index, listed, sizeof listed, directory) && give(listed, directory ? kFolder : kFile);
  }
  Place at = find(p);
  char text[16];
  if (p.length == 5) {
    if (index < sizeof kRoot / sizeof *kRoot) return give(kRoot[index].name, kRoot[index].mode);
    index -= sizeof kRoot / sizeof *kRoot;
    pid_t found = 0;
    process::for_each([&](Slot &s) {
      if (index--) return true;
      found = s.pid;
      return false;
    });
    if (!found) return false;
    snprintf(text, sizeof text, "%d", found);
    return give(text, kFolder);
  }
  if (at.process_folder) {
    if (index >= sizeof kProcess / sizeof *kProcess) return false;
    return give(kProcess[index].name, kProcess[index].mode);
  }
  if (!at.fd_folder || at.pid != view().pid) return false;
  for (int fd = 0; fd < fd::kOpenMax; fd++)
    if (fd::get(fd).ok() && !index--) {
      snprintf(text, sizeof text, "%d", fd);
      return give(text, kLink);
    }
  return false;
}

} // namespace tern::fs

// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/user_memory.h"
#include "core/wait.h"
#include "fd/table.h"
#include "fs/create.h"
#include "fs/stat.h"
#include "nt/status.h"
#include "nt/volume.h"
#include <fcntl.h>
#include <string.h>
#include <sys/statfs.h>
#include <sys/statvfs.h>

using namespace tern;

static Result<> fill(nt::RawHandle h, dev_t device, struct statvfs &out) {
  nt::VolumeFacts v;
  nt::Status s = nt::query_volume(h, v);
  if (!s.ok()) return nt::errno_of(s);
  out = {};
  out.f_bsize = out.f_frsize = v.unit;
  out.f_blocks = v.total;
  out.f_bfree = v.free;
  out.f_bavail = v.available;
  // NTFS makes its file records as they are needed: the free space bounds them.
  out.f_files = v.total;
  out.f_ffree = out.f_favail = v.free;
  out.f_fsid = device;
  out.f_namemax = v.name_max;
  if (v.flags & nt::kVolumeReadOnly) out.f_flag |= ST_RDONLY;
  return success();
}

// For what lies in no volume: /dev, /proc, mount points without a directory.
static Result<> fill_virtual(struct statvfs &out) {
  out = {};
  out.f_bsize = out.f_frsize = 4096;
  out.f_namemax = 255;
  return success();
}

static Result<> by_path(const char *path, struct statvfs &out) {
  fs::Path p;
  TRY(fs::translate(AT_FDCWD, path, p));
  struct stat st;
  TRY(fs::stat_path(p, fs::Final::Follow, st));
  auto h = fs::open_existing(p, fs::Final::Follow, nt::kReadAttributes);
  if (!h.ok()) return fill_virtual(out);
  return fill(h.value().get(), st.st_dev, out);
}

static Result<> by_descriptor(int fd, struct statvfs &out) {
  auto file = TRY(fd::get(fd));
  struct stat st;
  TRY(file->stat(st));
  auto h = file->native_handle();
  if (!h || (file->kind != fd::Kind::File && file->kind != fd::Kind::Directory)) return fill_virtual(out);
  return fill(h, st.st_dev, out);
}

// POSIX statvfs(), fstatvfs(): figures of the volume. The errors of a path; EBADF.
TERN_EXPORT int statvfs(const char *path, struct statvfs *out) {
  Enter enter;
  if (!writable(out)) return fault();
  return to_errno(by_path(path, *out));
}
TERN_EXPORT int fstatvfs(int fd, struct statvfs *out) {
  Enter enter;
  if (!writable(out)) return fault();
  return to_errno(by_descriptor(fd, *out));
}

static int convert(int result, const struct statvfs &v, struct statfs *out) {
  if (result) return result;
  memset(out, 0, sizeof *out);
  out->f_type = 0x5346544e; // NTFS, as Linux has it
  out->f_bsize = v.f_bsize;
  out->f_blocks = v.f_blocks;
  out->f_bfree = v.f_bfree;
  out->f_bavail = v.f_bavail;
  out->f_files = v.f_files;
  out->f_ffree = v.f_ffree;
  out->f_namelen = v.f_namemax;
  return 0;
}

// Linux statfs(), fstatfs().
TERN_EXPORT int statfs(const char *path, struct statfs *out) {
  struct statvfs v;
  return convert(statvfs(path, &v), v, out);
}
TERN_EXPORT int fstatfs(int fd, struct statfs *out) {
  struct statvfs v;
  return convert(fstatvfs(fd, &v), v, out);
}

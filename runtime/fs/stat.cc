// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "fs/stat.h"
#include "core/lock.h"
#include "core/view.h"
#include "fs/permissions.h"
#include "fs/symlink.h"
#include "fs/virtual.h"
#include "nt/loader.h"
#include "nt/status.h"
#include "nt/sync.h"
#include <string.h>

namespace tern::fs {

constexpr int64_t kUnixEpoch = 116444736000000000; // 1970 in 100 ns since 1601

timespec to_timespec(int64_t t) {
  t -= kUnixEpoch;
  int64_t s = t / 10000000, r = t % 10000000;
  if (r < 0) s--, r += 10000000;
  return {s, static_cast<long>(r * 100)};
}
int64_t from_timespec(const timespec &t) { return static_cast<int64_t>(t.tv_sec) * 10000000 + t.tv_nsec / 100 + kUnixEpoch; }

uint64_t path_hash(const char *s, size_t n) {
  uint64_t h = 0xcbf29ce484222325;
  for (size_t i = 0; i < n; i++) h = (h ^ static_cast<unsigned char>(s[i])) * 0x100000001b3;
  return h | 1ull << 63;
}

// The serial costs more than a stat, so it is remembered by the drive or share a path is on. A volume that is changed
// under its letter keeps the number until the process ends.
namespace {
struct Volume {
  char16_t prefix[40];
  size_t length;
  dev_t device;
};
constinit Volume g_volumes[16] = {};
unsigned g_volume_count;
Lock g_volume_lock;

size_t volume_prefix(const Path &p) {
  if (p.native_length >= 6 && p.native[5] == ':') return 6;
  size_t n = 8, parts = 0; // \??\UNC\server\share
  while (n < p.native_length && n < 40) {
    if (p.native[n] == '\\' && ++parts == 2) break;
    n++;
  }
  return n < p.native_length ? n : p.native_length;
}
} // namespace

dev_t device_of(nt::RawHandle h, const Path &p) {
  size_t n = volume_prefix(p);
  if (n <= 40) {
    Guard guard(g_volume_lock);
    for (unsigned i = 0; i < g_volume_count; i++)
      if (g_volumes[i].length == n && memcmp(g_volumes[i].prefix, p.native, n * 2) == 0) return g_volumes[i].device;
  }
  // Wine makes serials up late, so that two processes may see two: there the letter is the number.
  dev_t device = 0;
  if (!nt::under_wine()) {
    uint64_t serial = nt::volume_serial(h);
    device = static_cast<dev_t>((serial ^ serial >> 32) & 0xffffffff);
  }
  if (!device) device = 0x800 | (p.native_length > 4 ? p.native[4] & 0x7f : 0);
  Guard guard(g_volume_lock);
  if (n <= 40 && g_volume_count < 16) {
    Volume &v = g_volumes[g_volume_count++];
    memcpy(v.prefix, p.native, n * 2);
    v.length = n;
    v.device = device;
  }
  return device;
}

static void fill(struct stat &st, const nt::FileFacts &f, const Path &p, nt::RawHandle h) {
  st = {};
  st.st_dev = device_of(h, p);
  st.st_ino = (p.mount_flags & kMountIhash) || !f.id ? path_hash(p.posix, p.length) : f.id;
  st.st_nlink = f.links ? f.links : 1;
  st.st_size = f.directory ? 0 : f.size;
  st.st_blksize = 65536;
  st.st_blocks = (f.allocated + 511) / 512;
  st.st_atim = to_timespec(f.access);
  st.st_mtim = to_timespec(f.write);
  st.st_ctim = to_timespec(f.change ? f.change : f.write);
  st.st_birthtim = to_timespec(f.birth);
}

void fill_directory(struct stat &st, uint64_t inode) {
  st = {};
  st.st_dev = 2;
  st.st_ino = inode;
  st.st_nlink = 2;
  st.st_mode = S_IFDIR | 0755;
  st.st_uid = view().ids.ruid;
  st.st_gid = view().ids.rgid;
  st.st_blksize = 65536;
  st.st_atim = st.st_mtim = st.st_ctim = st.st_birthtim = {1, 0};
}

static Result<> fill_from(nt::RawHandle h, const nt::FileFacts &f, const Path &p, struct stat &st, nt::RawHandle content, const bool *program = nullptr) {
  fill(st, f, p, h);
  Permissions permissions = query_permissions(h, f, p, content, program);
  st.st_uid = permissions.uid;
  st.st_gid = permissions.gid;
  st.st_mode = (f.directory ? S_IFDIR : S_IFREG) | permissions.mode;
  return success();
}

Result<> stat_facts(nt::RawHandle h, const nt::FileFacts &f, const Path &p, struct stat &st, bool program) {
  return fill_from(h, f, p, st, nullptr, &program);
}

Result<> stat_handle(nt::RawHandle h, const Path &p, struct stat &st, nt::RawHandle content) {
  nt::FileFacts f;
  nt::Status s = nt::query_facts(h, f);
  if (!s.ok()) return nt::errno_of(s);
  return fill_from(h, f, p, st, content);
}

static void fill_link(struct stat &st, const nt::FileFacts &f, const Path &p, nt::RawHandle h, size_t target_length) {
  fill(st, f, p, h);
  st.st_mode = S_IFLNK | 0777;
  st.st_size = static_cast<off_t>(target_length);
  nt::Security s;
  st.st_uid = view().ids.euid, st.st_gid = view().ids.egid;
  if (nt::query_security(h, s).ok()) st.st_uid = permissions_of(s, false).uid, st.st_gid = permissions_of(s, false).gid;
}

void fill_fifo(struct stat &st) {
  st.st_mode = (st.st_mode & 07777u) | S_IFIFO;
  st.st_size = st.st_blocks = 0;
  st.st_blksize = 4096;
}

namespace {
// Opening for a stat: content is wanted only where it decides about execution or links.
nt::Status open_for_stat(nt::Handle &h, const Path &p, bool follow) {
  nt::OpenRequest r{.name = p.name(), .access = nt::kReadAttributes | nt::kReadControl, .options = nt::kBackupIntent};
  if (!follow) r.options |= nt::kOpenReparsePoint;
  if (p.wants_directory) r.options |= nt::kMustBeDirectory;
  bool content = !lists_keep_execution() || (p.mount_flags & kMountNoAcl);
  if (content) r.access |= nt::kReadData;
  nt::Status s = nt::open_file(h, r);
  if (s == 0xc0000022u) { // ACCESS_DENIED: with less
    r.access = nt::kReadAttributes | nt::kReadControl;
    if (content) s = nt::open_file(h, r);
    if (s == 0xc0000022u) {
      r.access = nt::kReadAttributes;
      s = nt::open_file(h, r);
    }
  }
  return s;
}
} // namespace

Result<> stat_path(Path &p, Final final, struct stat &st) {
  bool follow = final == Final::Follow || p.wants_directory;
  if (virtual_kind(p) != Virtual::No) {
    Found found = TRY(walk(p, follow ? Final::Follow : Final::NoFollow));
    if (found == Found::Missing) return Errno(ENOENT);
    if (virtual_kind(p) != Virtual::No) {
      char target[kPathMax];
      if (!follow && found == Found::Link) {
        size_t n = 0;
        TRY(virtual_look(p, target, sizeof target, n));
        TRY(virtual_stat(p, st));
        return st.st_size = static_cast<off_t>(n), success();
      }
      return virtual_stat(p, st, follow);
    }
  }
  auto result = attempt(p, follow ? Final::Follow : Final::NoFollow, [&](Path &at) -> nt::Status {
    nt::Handle h;
    nt::Status s = open_for_stat(h, at, follow);
    if (!s.ok()) return s;
    nt::FileFacts f;
    s = nt::query_facts(h.get(), f);
    if (!s.ok()) return s;
    if (may_be_link(f.attributes) || at.is_shortcut) [[unlikely]] {
      char target[kPathMax];
      auto n = read_link_at(at.name(), target, sizeof target);
      if (n.ok() && n.value()) {
        if (follow) return kLandedOnLink;
        fill_link(st, f, at, h.get(), n.value());
        return s;
      }
    }
    (void)fill_from(h.get(), f, at, st, h.get());
    if (may_be_link(f.attributes) && is_fifo_at(at.name())) [[unlikely]]
      fill_fifo(st);
    if (!follow && nt::under_wine()) {
      char target[kPathMax];
      size_t n = host_link_target(at, target, sizeof target, h.get());
      if (n) fill_link(st, f, at, h.get(), n), st.st_ino = path_hash(at.posix, at.length);
    }
    return s;
  }, Exe::Try);
  if (!result.ok() || !result.value().ok()) {
    if (virtual_kind(p) != Virtual::No) return virtual_stat(p, st); // a link led into /dev or /proc
    if (mounts().is_above_mount(p.posix, p.length)) return fill_directory(st, path_hash(p.posix, p.length)), success();
  }
  nt::Status s = TRY(static_cast<Result<nt::Status> &&>(result));
  if (!s.ok()) return path_error(s, p);
  return success();
}

Result<> check_access(Path &p, int mask, bool real_ids, Final final) {
  if (mask & ~7) return Errno(EINVAL);
  // Does it exist? A query by name says so without an open, unless a link has to be followed.
  uint32_t attributes;
  if (!mask && p.native_length && nt::query_attributes(p.name(), attributes).ok() && !may_be_link(attributes) &&
      (!p.wants_directory || (attributes & nt::kDirectoryAttribute)))
    return success();
  struct stat st;
  TRY(stat_path(p, final, st));
  if (!mask || S_ISLNK(st.st_mode)) return success();
  return check_mode({st.st_uid, st.st_gid, st.st_mode & 07777u}, mask, real_ids);
}

} // namespace tern::fs

// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "fs/devices.h"
#include "core/view.h"
#include "fs/stat.h"
#include "fs/virtual.h"
#include "nt/file.h"
#include "nt/random.h"
#include "nt/status.h"
#include <string.h>
#include <sys/sysmacros.h>

namespace tern::fs {

namespace {

class Device final : public fd::Description {
public:
  Device(fd::Kind k, uint32_t f) : Description(k) { flags = f; }

  const char *path() const override {
    switch (kind) {
    case fd::Kind::Zero: return "/dev/zero";
    case fd::Kind::Full: return "/dev/full";
    case fd::Kind::Random: return "/dev/random";
    default: return "/dev/null";
    }
  }
  Result<ssize_t> read(void *to, size_t size) override {
    if (!readable()) return Errno(EBADF);
    switch (kind) {
    case fd::Kind::Null: return ssize_t{0};
    case fd::Kind::Random: {
      if (size > 0x7fffffff) size = 0x7fffffff;
      if (!nt::random_bytes(to, size)) return Errno(EIO);
      return static_cast<ssize_t>(size);
    }
    default: memset(to, 0, size); return static_cast<ssize_t>(size);
    }
  }
  Result<ssize_t> write(const void *, size_t size) override {
    if (!writable()) return Errno(EBADF);
    if (kind == fd::Kind::Full && size) return Errno(ENOSPC);
    return static_cast<ssize_t>(size);
  }
  Result<ssize_t> pread(void *to, size_t size, off_t) override { return read(to, size); }
  Result<ssize_t> pwrite(const void *from, size_t size, off_t) override { return write(from, size); }
  Result<off_t> seek(off_t, int) override { return off_t{0}; }
  Result<> sync(bool) override { return Errno(EINVAL); }
  Result<> stat(struct stat &st) override {
    Path p;
    TRY(translate_canonical(path(), strlen(path()), p));
    return virtual_stat(p, st);
  }
  Result<nt::Handle> native_stdio(bool) override {
    // Native code reads and writes a real NUL.
    if (kind != fd::Kind::Null) return Errno(ENOTSUP);
    nt::Handle h, inheritable;
    nt::Status s = nt::open_file(h, {.name = {u"\\??\\NUL", 7}, .access = nt::kFileRead | nt::kFileWrite});
    if (!s.ok() || !nt::duplicate_here(h.get(), inheritable, 0, true).ok()) return Errno(EIO);
    return inheritable;
  }
  Result<> save(BlockWriter &w, const SpawnContext &) override {
    uint32_t data[2] = {flags, static_cast<uint32_t>(shared_index)};
    w.append(data, sizeof data);
    return success();
  }
};

} // namespace

fd::Kind memory_device(nt::RawHandle h, bool reads) {
  char bytes[16];
  size_t done = 0;
  if (!reads) {
    nt::Status s = nt::write_file(h, bytes, 0, nullptr, done);
    return !s.ok() && nt::errno_of(s).value == ENOSPC ? fd::Kind::Full : fd::Kind::Null;
  }
  if (!nt::read_file(h, bytes, sizeof bytes, nullptr, done).ok() || !done) return fd::Kind::Null;
  for (size_t i = 0; i < done; i++)
    if (bytes[i]) return fd::Kind::Random;
  return fd::Kind::Zero;
}

fd::FileRef make_device(fd::Kind kind, uint32_t flags) { return fd::make<Device>(kind, flags); }

} // namespace tern::fs

// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Descriptions of what lies on a volume. A disk file is a synchronous file object: the kernel keeps the offset that
// relatives share. pread and pwrite use a second object, because an explicit offset moves a synchronous one.
#pragma once
#include "core/lock.h"
#include "fd/description.h"
#include "fs/path.h"
#include "nt/directory.h"

struct __tern_dir;

namespace tern::fs {

class PathDescription : public fd::Description {
protected:
  char *path_ = nullptr; // canonical; malloc
  nt::RawHandle handle_ = nullptr;
  ~PathDescription() override = default;

public:
  PathDescription(fd::Kind k, nt::Handle h, const char *path, size_t length, uint32_t flags);
  const char *path() const override { return path_; }
  nt::RawHandle native_handle() const override { return handle_; }
  Result<> stat(struct stat &) override;
  Result<fd::FileKey> file_key() override;
  Result<> chmod(mode_t) override;
  Result<> chown(uid_t, gid_t) override;
  Result<> utimens(const timespec times[2]) override;
  Result<> sync(bool) override;
  Result<> save(BlockWriter &, const SpawnContext &) override;
  void fork_handles(fd::HandleVisitor &) override;
  void close() override;
  // A further object of the same file with other rights.
  Result<nt::Handle> reopen(uint32_t access, uint32_t options = 0) const;
};

class DiskFile final : public PathDescription {
  nt::RawHandle positional_ = nullptr; // second object, made by the first pread or pwrite
  Lock lock_;
  // Where lists do not keep execution: whether the content is a program, as of this size and time.
  int64_t looked_size_ = -1, looked_time_ = 0;
  bool program_ = false;
  Result<nt::RawHandle> positional();
  Result<ssize_t> read_text(char *, size_t);
  Result<ssize_t> write_text(const char *, size_t, const int64_t *);
  Result<ssize_t> write_at(nt::RawHandle, const void *, size_t, const int64_t *);

public:
  DiskFile(nt::Handle h, const char *path, size_t length, uint32_t flags) : PathDescription(fd::Kind::File, static_cast<nt::Handle &&>(h), path, length, flags) {}
  Result<> stat(struct stat &) override;
  void remember_content(const nt::FileFacts &f, bool program) { looked_size_ = f.size, looked_time_ = f.write, program_ = program; }
  Result<ssize_t> read(void *, size_t) override;
  Result<ssize_t> write(const void *, size_t) override;
  Result<ssize_t> pread(void *, size_t, off_t) override;
  Result<ssize_t> pwrite(const void *, size_t, off_t) override;
  Result<off_t> seek(off_t, int whence) override;
  Result<> truncate(off_t) override;
  Result<nt::Handle> native_stdio(bool for_reading) override;
  void fork_handles(fd::HandleVisitor &) override;
  void after_fork() override { lock_.reset(); }
  void close() override;
};

class DirectoryFile final : public PathDescription {
  __tern_dir *listing_ = nullptr; // of posix_getdents

public:
  DirectoryFile(nt::Handle h, const char *path, size_t length, uint32_t flags)
      : PathDescription(fd::Kind::Directory, static_cast<nt::Handle &&>(h), path, length, flags) {}
  Result<ssize_t> read(void *, size_t) override { return Errno(EISDIR); }
  Result<ssize_t> pread(void *, size_t, off_t) override { return Errno(EISDIR); }
  Result<off_t> seek(off_t, int) override;
  Result<__tern_dir *> listing(int fd);
  void close() override;
  Result<> sync(bool) override { return success(); } // NT writes names through its journal
  Result<> stat(struct stat &) override;
};

// O_PATH: names a place, moves no data.
class PathOnly final : public PathDescription {
public:
  PathOnly(nt::Handle h, const char *path, size_t length, uint32_t flags)
      : PathDescription(fd::Kind::Path, static_cast<nt::Handle &&>(h), path, length, flags) {}
  Result<> chmod(mode_t) override { return Errno(EBADF); }
  Result<> chown(uid_t, gid_t) override { return Errno(EBADF); }
  Result<> utimens(const timespec *) override { return Errno(EBADF); }
};

Result<fd::FileRef> load_path_description(fd::Kind, BlockReader &, const char *data, size_t size);

} // namespace tern::fs

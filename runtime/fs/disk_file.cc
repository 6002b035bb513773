// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "fs/disk_file.h"
#include "fs/directory_stream.h"
#include "fs/permissions.h"
#include "fs/stat.h"
#include "fs/times.h"
#include "nt/status.h"
#include "process/spawn_context.h"
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

namespace tern::fs {

constexpr size_t kPiece = 0x7ffff000; // one native call moves at most this

PathDescription::PathDescription(fd::Kind k, nt::Handle h, const char *path, size_t length, uint32_t f) : Description(k), handle_(h.release()) {
  flags = f;
  path_ = static_cast<char *>(malloc(length + 1));
  if (path_) {
    memcpy(path_, path, length);
    path_[length] = 0;
  }
}

void PathDescription::close() {
  nt::close_handle(handle_);
  handle_ = nullptr;
  free(path_);
  path_ = nullptr;
}

void PathDescription::fork_handles(fd::HandleVisitor &v) { v.visit(&handle_); }

Result<> PathDescription::stat(struct stat &st) {
  Path p;
  if (!path_) return Errno(ENOMEM);
  TRY(translate_canonical(path_, strlen(path_), p));
  return stat_handle(handle_, p, st);
}

Result<fd::FileKey> PathDescription::file_key() {
  nt::FileFacts f;
  nt::Status s = nt::query_facts(handle_, f);
  if (!s.ok()) return nt::errno_of(s);
  Path p;
  TRY(translate_canonical(path_, strlen(path_), p));
  return fd::FileKey{device_of(handle_, p), f.id};
}

Result<> DirectoryFile::stat(struct stat &st) {
  if (handle_) return PathDescription::stat(st);
  return fill_directory(st, path_hash(path_, strlen(path_))), success(); // a mount point without a native directory
}

Result<nt::Handle> PathDescription::reopen(uint32_t access, uint32_t options) const {
  nt::Handle h;
  nt::Status s = nt::open_file(h, {.name = {u"", 0}, .access = access, .options = options | nt::kBackupIntent, .root = handle_});
  if (!s.ok() && path_) { // not every redirector opens by handle
    Path p;
    TRY(translate_canonical(path_, strlen(path_), p));
    s = nt::open_file(h, {.name = p.name(), .access = access, .options = options | nt::kBackupIntent});
  }
  if (!s.ok()) return nt::errno_of(s);
  // Wine opens by the name again, and another file may have it by now.
  if (!nt::same_file(h.get(), handle_)) return Errno(ENOENT);
  return h;
}

Result<> PathDescription::chmod(mode_t mode) {
  uint32_t access = nt::kReadAttributes | nt::kWriteAttributes | nt::kReadControl | nt::kWriteDac;
  auto with_content = reopen(access | nt::kReadData);
  nt::Handle h = with_content.ok() ? with_content.take() : TRY(reopen(access));
  nt::FileFacts f;
  nt::Status s = nt::query_facts(h.get(), f);
  if (!s.ok()) return nt::errno_of(s);
  Path p;
  TRY(translate_canonical(path_, strlen(path_), p));
  return change_mode(h.get(), f, p.mount_flags, mode & 07777);
}

Result<> PathDescription::chown(uid_t uid, gid_t gid) {
  auto h = reopen(nt::kReadControl | nt::kWriteOwner);
  if (!h.ok()) return Errno(EPERM);
  return change_owner(h.value().get(), uid, gid);
}

Result<> PathDescription::utimens(const timespec times[2]) {
  auto h = reopen(nt::kReadAttributes | nt::kWriteAttributes);
  if (!h.ok() && !writable()) return h.error();
  return set_file_times(h.ok() ? h.value().get() : handle_, times); // what is open for writing may set its times itself
}

Result<> PathDescription::sync(bool) {
  nt::Status s = nt::flush(handle_);
  if (s == 0xc0000022u) return success(); // opened for reading: there is nothing of ours to write
  if (!s.ok()) return nt::errno_of(s);
  return success();
}

// ---- disk files

Result<> DiskFile::stat(struct stat &st) {
  Path p;
  if (!path_) return Errno(ENOMEM);
  TRY(translate_canonical(path_, strlen(path_), p));
  nt::FileFacts f;
  nt::Status s = nt::query_facts(handle_, f);
  if (!s.ok()) return nt::errno_of(s);
  if (!lists_keep_execution() && (f.size != looked_size_ || f.write != looked_time_))
    remember_content(f, content_is_program(handle_, f, p, nullptr));
  return stat_facts(handle_, f, p, st, program_);
}

Result<ssize_t> DiskFile::read(void *to, size_t size) {
  if (!readable()) return Errno(EBADF);
  if (flags & O_TEXT) [[unlikely]]
    return read_text(static_cast<char *>(to), size);
  if (size > kPiece) size = kPiece;
  size_t done;
  nt::Status s = nt::read_file(handle_, to, static_cast<uint32_t>(size), nullptr, done);
  if (!s.ok()) return nt::errno_of(s);
  return static_cast<ssize_t>(done);
}

// Text mode: CR LF in the file is LF in the program.
Result<ssize_t> DiskFile::read_text(char *to, size_t size) {
  if (size > kPiece) size = kPiece;
  if (!size) return ssize_t{0};
  size_t done;
  nt::Status s = nt::read_file(handle_, to, static_cast<uint32_t>(size), nullptr, done);
  if (!s.ok()) return nt::errno_of(s);
  // Is a CR at the end half of a pair? The next byte tells; it is left in the file when it is something else.
  if (done && to[done - 1] == '\r') {
    char next;
    size_t one;
    if (nt::read_file(handle_, &next, 1, nullptr, one).ok() && one) {
      int64_t at;
      if (next == '\n') to[done - 1] = '\n';
      else if (nt::query_position(handle_, at).ok()) nt::set_position(handle_, at - 1);
    }
  }
  size_t kept = 0;
  for (size_t i = 0; i < done; i++)
    if (!(to[i] == '\r' && i + 1 < done && to[i + 1] == '\n')) to[kept++] = to[i];
  return static_cast<ssize_t>(kept);
}

Result<ssize_t> DiskFile::write_text(const char *from, size_t size, const int64_t *at) {
  char buffer[4096];
  size_t taken = 0;
  while (taken < size) {
    size_t n = 0, begin = taken;
    while (taken < size && n + 2 <= sizeof buffer) {
      if (from[taken] == '\n' && (taken == 0 || from[taken - 1] != '\r')) buffer[n++] = '\r';
      buffer[n++] = from[taken++];
    }
    auto r = write_at(handle_, buffer, n, at);
    if (!r.ok()) {
      if (begin) return static_cast<ssize_t>(begin);
      return r.error();
    }
    if (static_cast<size_t>(r.value()) < n) return static_cast<ssize_t>(begin); // a full disk: the piece counts as not written
  }
  return static_cast<ssize_t>(size);
}

Result<ssize_t> DiskFile::write_at(nt::RawHandle h, const void *from, size_t size, const int64_t *offset) {
  if (!writable()) return Errno(EBADF);
  if (size > kPiece) size = kPiece;
  size_t done;
  nt::Status s = nt::write_file(h, from, static_cast<uint32_t>(size), offset, done);
  if (!s.ok()) return nt::errno_of(s);
  return static_cast<ssize_t>(done);
}

Result<ssize_t> DiskFile::write(const void *from, size_t size) {
  if (!writable()) return Errno(EBADF);
  if (size == 0) return ssize_t{0};
  uint32_t now = status_flags();
  const int64_t *at = now & O_APPEND ? &nt::kToEndOffset : nullptr;
  Result<ssize_t> r = flags & O_TEXT ? write_text(static_cast<const char *>(from), size, at) : write_at(handle_, from, size, at);
  if (r.ok() && (now & O_SYNC)) nt::flush(handle_);
  return r;
}

Result<nt::RawHandle> DiskFile::positional() {
  Guard guard(lock_);
  if (!positional_) {
    uint32_t access = nt::kReadAttributes | (readable() ? nt::kReadData : 0u) | (writable() ? nt::kWriteData : 0u);
    positional_ = TRY(reopen(access)).release();
  }
  return positional_;
}

// Where there can be no second object (the file has no name any more): the position is put back afterwards. Other users
// of the description may see it moved for that moment.
template <class Move> static nt::Status with_position_kept(nt::RawHandle h, Move move) {
  int64_t before;
  nt::Status s = nt::query_position(h, before);
  if (!s.ok()) return s;
  s = move();
  nt::set_position(h, before);
  return s;
}

Result<ssize_t> DiskFile::pread(void *to, size_t size, off_t offset) {
  if (!readable()) return Errno(EBADF);
  if (offset < 0) return Errno(EINVAL);
  if (size > kPiece) size = kPiece;
  size_t done;
  int64_t at = offset;
  nt::Status s;
  auto other = positional();
  if (other.ok()) {
    s = nt::read_file(other.value(), to, static_cast<uint32_t>(size), &at, done);
  } else {
    Guard guard(lock_);
    s = with_position_kept(handle_, [&] { return nt::read_file(handle_, to, static_cast<uint32_t>(size), &at, done); });
  }
  if (!s.ok()) return nt::errno_of(s);
  return static_cast<ssize_t>(done);
}

Result<ssize_t> DiskFile::pwrite(const void *from, size_t size, off_t offset) {
  if (!writable()) return Errno(EBADF);
  if (offset < 0) return Errno(EINVAL);
  if (size == 0) return ssize_t{0};
  if (size > kPiece) size = kPiece;
  int64_t at = offset; // POSIX: O_APPEND does not count here
  auto other = positional();
  if (other.ok()) return write_at(other.value(), from, size, &at);
  size_t done;
  Guard guard(lock_);
  nt::Status s = with_position_kept(handle_, [&] { return nt::write_file(handle_, from, static_cast<uint32_t>(size), &at, done); });
  if (!s.ok()) return nt::errno_of(s);
  return static_cast<ssize_t>(done);
}

Result<off_t> DiskFile::seek(off_t offset, int whence) {
  int64_t base = 0, size;
  switch (whence) {
  case SEEK_SET: break;
  case SEEK_CUR: {
    nt::Status s = nt::query_position(handle_, base);
    if (!s.ok()) return nt::errno_of(s);
    if (offset == 0) return static_cast<off_t>(base);
    break;
  }
  case SEEK_END: {
    nt::Status s = nt::query_size(handle_, base);
    if (!s.ok()) return nt::errno_of(s);
    break;
  }
  case SEEK_DATA:
  case SEEK_HOLE: {
    nt::Status s = nt::query_size(handle_, size);
    if (!s.ok()) return nt::errno_of(s);
    if (offset < 0 || offset >= size) return Errno(ENXIO);
    int64_t at = offset;
    nt::Range ranges[64];
    size_t n = 0;
    s = nt::allocated_ranges(handle_, offset, size - offset, ranges, 64, n);
    if (s.ok() || s == 0x80000005u) {
      if (whence == SEEK_DATA) {
        if (!n) return Errno(ENXIO);
        if (ranges[0].from > at) at = ranges[0].from;
      } else {
        for (size_t i = 0; i < n && ranges[i].from <= at; i++)
          if (ranges[i].from + ranges[i].length > at) at = ranges[i].from + ranges[i].length;
        if (at > size) at = size;
      }
    } else if (whence == SEEK_HOLE) { // a system that cannot tell: the one hole is at the end
      at = size;
    }
    offset = at;
    break;
  }
  default: return Errno(EINVAL);
  }
  int64_t to;
  if (__builtin_add_overflow(base, static_cast<int64_t>(offset), &to)) return Errno(EOVERFLOW);
  if (to < 0) return Errno(EINVAL);
  nt::Status s = nt::set_position(handle_, to);
  if (!s.ok()) return nt::errno_of(s);
  return static_cast<off_t>(to);
}

Result<> DiskFile::truncate(off_t length) {
  if (length < 0 || !writable()) return Errno(EINVAL);
  nt::Status s = nt::set_end(handle_, length);
  if (s == 0xc0000243u) return Errno(ETXTBSY); // USER_MAPPED_FILE: NT keeps a mapped file's pages
  if (!s.ok()) return nt::errno_of(s);
  return success();
}

Result<nt::Handle> DiskFile::native_stdio(bool for_reading) {
  nt::Handle copy;
  if (!for_reading && (status_flags() & O_APPEND)) {
    // Native code knows no append flag: a handle that can do nothing else.
    nt::Status s = nt::duplicate_here(handle_, copy, nt::kAppendData | nt::kReadAttributes | nt::kWriteAttributes | nt::kSynchronize | nt::kReadControl, true);
    if (s.ok()) return copy;
  }
  return Description::native_stdio(for_reading);
}

void DiskFile::fork_handles(fd::HandleVisitor &v) {
  v.visit(&handle_);
  if (positional_) v.visit(&positional_);
}

void DiskFile::close() {
  nt::close_handle(positional_);
  positional_ = nullptr;
  PathDescription::close();
}

// ---- directories

Result<off_t> DirectoryFile::seek(off_t offset, int whence) {
  if (whence != SEEK_SET || offset != 0) return Errno(EINVAL);
  if (listing_) rewind_stream(listing_);
  return off_t{0};
}

Result<__tern_dir *> DirectoryFile::listing(int fd) {
  if (!listing_) {
    listing_ = TRY(stream_of(fd));
    release(); // it must not keep its own owner alive
  }
  return listing_;
}

void DirectoryFile::close() {
  free(listing_);
  listing_ = nullptr;
  PathDescription::close();
}

// ---- crossing exec and spawn

namespace {
struct Saved {
  uint64_t handle;
  uint32_t flags;
  int32_t shared_index;
  uint64_t identity;
  uint32_t path_length;
};
} // namespace

Result<> PathDescription::save(BlockWriter &w, const SpawnContext &c) {
  Saved s{};
  if (handle_) s.handle = TRY(c.duplicate(handle_));
  s.flags = flags;
  s.shared_index = shared_index;
  s.identity = identity;
  s.path_length = path_ ? static_cast<uint32_t>(strlen(path_)) : 0;
  w.append(&s, sizeof s);
  w.append(path_, s.path_length);
  return success();
}

Result<fd::FileRef> load_path_description(fd::Kind kind, BlockReader &, const char *data, size_t size) {
  Saved s;
  if (size < sizeof s) return Errno(EINVAL);
  memcpy(&s, data, sizeof s);
  if (s.path_length > size - sizeof s) return Errno(EINVAL);
  nt::Handle h(s.handle ? inherited_handle(s.handle) : nullptr);
  if (s.handle && !h) return Errno(EBADF);
  const char *path = data + sizeof s;
  fd::FileRef f;
  if (kind == fd::Kind::File) f = fd::make<DiskFile>(static_cast<nt::Handle &&>(h), path, s.path_length, s.flags);
  else if (kind == fd::Kind::Directory) f = fd::make<DirectoryFile>(static_cast<nt::Handle &&>(h), path, s.path_length, s.flags);
  else f = fd::make<PathOnly>(static_cast<nt::Handle &&>(h), path, s.path_length, s.flags);
  if (!f) return Errno(ENOMEM);
  f->shared_index = s.shared_index;
  f->identity = s.identity;
  return f;
}

} // namespace tern::fs

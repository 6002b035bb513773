// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/view.h"
#include "fs/aside.h"
#include "fs/create.h"
#include "fs/disk_file.h"
#include "fs/options.h"
#include "fs/permissions.h"
#include "fs/symlink.h"
#include "fs/virtual.h"
#include "ipc/fifo.h"
#include "nt/random.h"
#include "nt/status.h"
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>

namespace tern::fs {

namespace {

constexpr uint32_t kAccessDenied = 0xc0000022, kCollision = 0xc0000035, kMissing = 0xc0000034;

uint32_t access_for(int flags) {
  if (flags & O_PATH) return nt::kReadAttributes;
  switch (flags & O_ACCMODE) {
  case O_RDONLY: return flags & O_SEARCH ? nt::kFileExecute | nt::kReadAttributes : static_cast<uint32_t>(nt::kFileRead);
  case O_WRONLY: return nt::kFileWrite | nt::kReadAttributes | nt::kReadControl;
  default: return nt::kFileRead | nt::kFileWrite;
  }
}

// What was opened, by type.
Result<fd::FileRef> describe(nt::Handle h, const nt::FileFacts &f, const Path &p, int flags) {
  uint32_t kept = static_cast<uint32_t>(flags) & ~static_cast<uint32_t>(O_CREAT | O_EXCL | O_TRUNC | O_CLOEXEC | O_CLOFORK | O_NOCTTY | O_NOFOLLOW);
  int mode = options().text; // the CYGWIN variable overrides the mount, an explicit flag both
  if (!(flags & (O_BINARY | O_TEXT)) && (mode ? mode > 0 : (p.mount_flags & kMountText) != 0)) kept |= O_TEXT;
  fd::FileRef file;
  if (flags & O_PATH) file = fd::make<PathOnly>(static_cast<nt::Handle &&>(h), p.posix, p.length, kept);
  else if (f.directory) file = fd::make<DirectoryFile>(static_cast<nt::Handle &&>(h), p.posix, p.length, kept);
  else {
    // While nobody else has the object its position can be used and put back: fstat needs no other object later.
    bool look = !lists_keep_execution() && f.size >= 2 && (flags & O_ACCMODE) != O_WRONLY;
    bool program = look && looks_executable(h.get(), &p);
    if (look) nt::set_position(h.get(), 0);
    file = fd::make<DiskFile>(static_cast<nt::Handle &&>(h), p.posix, p.length, kept);
    if (file && look) static_cast<DiskFile *>(file.get())->remember_content(f, program);
  }
  if (!file || !file->path()) return Errno(ENOMEM);
  return file;
}

struct Opened {
  nt::Handle handle;
  nt::FileFacts facts{};
  nt::Made made{};
  bool fifo = false;
  uint64_t fifo_number = 0;
};

nt::Status open_native(Path &p, int flags, mode_t mode, Opened &o) {
  bool create = flags & O_CREAT;
  alignas(8) unsigned char descriptor[1024];
  nt::OpenRequest r{.name = p.name(), .access = access_for(flags)};
  uint32_t wanted = r.access;
  if (!lists_keep_execution() && !(flags & O_PATH)) r.access |= nt::kReadData; // fstat looks at the content
  if (create) {
    r.disposition = flags & O_EXCL ? nt::Disposition::Create : nt::Disposition::OpenIf;
    if (descriptor_for_mode(mode, false, p.mount_flags, descriptor, sizeof descriptor)) r.security = descriptor;
    if ((p.mount_flags & kMountNoAcl) && !(mode & 0222)) r.attributes = nt::kReadOnly;
    if ((mode & 0111) && !lists_keep_execution()) r.attributes |= kExecutableMark;
  }
  // The host's own umask takes bits away under Wine; they are set once more after the file was made.
  bool again = create && r.security && (mode & 022) && !lists_keep_execution();
  if (again) r.access |= nt::kWriteDac;
  if (flags & O_NOFOLLOW) r.options |= nt::kOpenReparsePoint;
  if (p.wants_directory || (flags & O_DIRECTORY)) r.options |= nt::kMustBeDirectory;
  if (flags & O_SYNC) r.options |= nt::kWriteThrough;
  nt::Status s = nt::open_file(o.handle, r, &o.made);
  if (s == kAccessDenied && r.access != wanted) {
    again = false;
    r.access = wanted;
    s = nt::open_file(o.handle, r, &o.made);
  }
  // OpenIf needs the right to create; a file that is there needs it not.
  if (s == kAccessDenied && create && !(flags & O_EXCL)) {
    r.disposition = nt::Disposition::Open;
    s = nt::open_file(o.handle, r, &o.made);
    if (s == kMissing) s = {static_cast<int32_t>(kAccessDenied)};
  }
  if (!s.ok()) return s;
  if (again && o.made == nt::Made::Created) nt::set_security(o.handle.get(), nt::kDaclPart, descriptor);
  s = nt::query_facts(o.handle.get(), o.facts);
  if (!s.ok() || o.made == nt::Made::Created) return s;
  if (may_be_link(o.facts.attributes)) [[unlikely]] {
    char target[kPathMax];
    auto n = read_link_at(p.name(), target, sizeof target);
    if (n.ok() && n.value() && !((flags & O_PATH) && (flags & O_NOFOLLOW))) return kLandedOnLink;
    o.fifo = n.ok() && !n.value() && is_fifo_at(p.name(), &o.fifo_number);
    // What may be a cookie and cannot be looked at is not written over.
    if (!n.ok() && o.facts.size == static_cast<int64_t>(kFifoFileSize) && !(flags & O_PATH)) return {static_cast<int32_t>(kAccessDenied)};
  }
  return s;
}

} // namespace

// O_TMPFILE: a file that never has a name others see: it is deleted by its last close.
static Result<fd::FileRef> open_nameless(int directory, const char *path, int flags, mode_t mode) {
  if ((flags & O_ACCMODE) == O_RDONLY) return Errno(EINVAL);
  auto folder = TRY(open(directory, path, (flags & O_NOFOLLOW) | O_RDONLY | O_DIRECTORY, 0));
  const char *at = folder->path();
  size_t n = strlen(at);
  char name[kPathMax];
  if (n + 2 >= sizeof name) return Errno(ENAMETOOLONG);
  memcpy(name, at, n);
  memcpy(name + n, "/x", 3);
  Path p;
  TRY(translate_canonical(name, n + 2, p));
  if (!p.native_length) return Errno(EOPNOTSUPP);
  char16_t hidden[kNativeMax];
  size_t length = aside_name(p.name(), hidden, kNativeMax);
  if (!length) return Errno(ENAMETOOLONG);
  alignas(8) unsigned char descriptor[1024];
  nt::OpenRequest r{.name = {hidden, length}, .access = access_for(flags) | nt::kDelete, .disposition = nt::Disposition::Create, .options = nt::kDeleteOnClose};
  if (descriptor_for_mode(mode & 07777 & ~view().umask, false, p.mount_flags, descriptor, sizeof descriptor)) r.security = descriptor;
  Opened o;
  nt::Status s = nt::open_file(o.handle, r, &o.made);
  if (s.ok()) s = nt::query_facts(o.handle.get(), o.facts);
  if (!s.ok()) return nt::errno_of(s);
  return describe(static_cast<nt::Handle &&>(o.handle), o.facts, p, flags & ~O_TMPFILE);
}

Result<fd::FileRef> open(int directory, const char *path, int flags, mode_t mode, Fifos fifos) {
  if (flags & O_TMPFILE) return open_nameless(directory, path, flags, mode);
  if ((flags & O_ACCMODE) == O_ACCMODE) return Errno(EINVAL);
  Path p;
  TRY(translate(directory, path, p));
  Final final = (flags & O_NOFOLLOW) || (flags & (O_CREAT | O_EXCL)) == (O_CREAT | O_EXCL) ? Final::NoFollow : Final::Follow;
  if (virtual_kind(p) != Virtual::No) {
    Found found = TRY(walk(p, final));
    if (found == Found::Link) return Errno(ELOOP);
    if (virtual_kind(p) != Virtual::No) return virtual_open(p, flags);
  }
  if ((flags & O_CREAT) && p.wants_directory) {
    Found found = TRY(walk(p, Final::Follow));
    return Errno(found == Found::Missing || found == Found::Directory ? EISDIR : ENOTDIR);
  }
  mode = mode & 07777 & ~view().umask;
  Opened o;
  auto result = attempt(p, final, [&](Path &at) {
    o.handle.close();
    o.fifo = false;
    return open_native(at, flags, mode, o);
  }, flags & O_CREAT ? Exe::No : Exe::Try);
  if ((!result.ok() || !result.value().ok())) {
    if (virtual_kind(p) != Virtual::No) return virtual_open(p, flags);
    if (!(flags & O_CREAT) && mounts().is_above_mount(p.posix, p.length)) {
      if ((flags & O_ACCMODE) != O_RDONLY) return Errno(EISDIR);
      o.facts.directory = true;
      return describe(nt::Handle(), o.facts, p, flags);
    }
  }
  if (!result.ok()) return final == Final::NoFollow && result.error() == Errno(ELOOP) && (flags & O_EXCL) ? Errno(EEXIST) : result.error();
  nt::Status s = result.value();
  if (!s.ok()) {
    if (s == 0xc0000103u && p.wants_directory) return Errno(ENOTDIR);
    return path_error(s, p);
  }
  if (o.facts.directory && !(flags & O_PATH)) {
    if ((flags & O_ACCMODE) != O_RDONLY || (flags & O_CREAT)) return Errno(EISDIR);
  } else if (flags & O_DIRECTORY) {
    return Errno(ENOTDIR);
  }
  if (o.fifo && !(flags & O_PATH)) {
    if (fifos == Fifos::Refuse) return Errno(EINVAL);
    return ipc::open_fifo(static_cast<nt::Handle &&>(o.handle), p, flags, o.fifo_number);
  }
  if ((flags & O_TRUNC) && o.made == nt::Made::Opened && (flags & O_ACCMODE) != O_RDONLY && o.facts.size) {
    s = nt::set_end(o.handle.get(), 0);
    if (s == 0xc0000243u) return Errno(ETXTBSY);
    if (!s.ok()) return nt::errno_of(s);
  }
  return describe(static_cast<nt::Handle &&>(o.handle), o.facts, p, flags);
}

Result<> create_file(Path &p, mode_t mode, uint32_t attributes, uint32_t access, uint32_t options, nt::Handle &h) {
  alignas(8) unsigned char descriptor[1024];
  auto create = [&](Path &at) {
    nt::OpenRequest r{.name = at.name(), .access = access, .disposition = nt::Disposition::Create, .options = options, .attributes = attributes};
    if (descriptor_for_mode(mode & ~view().umask, options & nt::kMustBeDirectory, at.mount_flags, descriptor, sizeof descriptor)) r.security = descriptor;
    return nt::open_file(h, r);
  };
  if (virtual_kind(p) != Virtual::No) return Errno(EACCES);
  nt::Status s = TRY(attempt(p, Final::NoFollow, create));
  if (s == kCollision) return Errno(EEXIST);
  if (!s.ok()) return path_error(s, p);
  return success();
}

Result<> make_fifo(int directory, const char *path, mode_t mode) {
  Path p;
  TRY(translate(directory, path, p));
  if (p.wants_directory) {
    Found found = TRY(walk(p, Final::Follow));
    return Errno(found == Found::Missing ? ENOENT : EEXIST);
  }
  uint64_t number;
  if (!nt::random_bytes(&number, sizeof number)) return Errno(EIO);
  unsigned char content[kFifoFileSize];
  make_fifo_file(number, content);
  nt::Handle h;
  mode &= 0777 & ~view().umask;
  bool again = (mode & 022) && !lists_keep_execution() && !(p.mount_flags & kMountNoAcl); // the host's umask, as in open()
  TRY(create_file(p, mode, nt::kSystem, nt::kWriteData | nt::kReadAttributes | nt::kDelete | (again ? static_cast<uint32_t>(nt::kWriteDac) : 0u), nt::kNotDirectory, h));
  size_t done;
  int64_t start = 0;
  nt::Status s = nt::write_file(h.get(), content, sizeof content, &start, done);
  if (!s.ok() || done != sizeof content) { // half a cookie would be a file of its own
    nt::delete_classic(h.get());
    return s.ok() ? Errno(ENOSPC) : nt::errno_of(s);
  }
  alignas(8) unsigned char descriptor[1024];
  if (again && descriptor_for_mode(mode, false, p.mount_flags, descriptor, sizeof descriptor)) nt::set_security(h.get(), nt::kDaclPart, descriptor);
  return success();
}

Result<> make_directory(int directory, const char *path, mode_t mode) {
  Path p;
  TRY(translate(directory, path, p));
  bool dots = p.ends_in_dot || p.ends_in_dots;
  if (dots || p.is_root() || virtual_kind(p) != Virtual::No) {
    Found found = TRY(walk(p, Final::Follow));
    if (found != Found::Missing) return Errno(EEXIST);
    if (dots) return Errno(ENOENT);
    return Errno(EACCES);
  }
  p.wants_directory = false; // mkdir("name/") makes name
  nt::Handle h;
  mode &= 07777 & ~view().umask;
  bool again = (mode & 022) && !lists_keep_execution() && !(p.mount_flags & kMountNoAcl); // the host's umask, as in open()
  TRY(create_file(p, mode, nt::kNormal, nt::kReadAttributes | (again ? static_cast<uint32_t>(nt::kWriteDac) : 0u), nt::kMustBeDirectory, h));
  alignas(8) unsigned char descriptor[1024];
  if (again && descriptor_for_mode(mode, true, p.mount_flags, descriptor, sizeof descriptor))
    nt::set_security(h.get(), nt::kDaclPart, descriptor);
  return success();
}

Result<nt::Handle> open_existing(Path &p, Final final, uint32_t access) {
  bool follow = final == Final::Follow || p.wants_directory;
  if (virtual_kind(p) != Virtual::No) {
    TRY(walk(p, follow ? Final::Follow : Final::NoFollow));
    if (virtual_kind(p) != Virtual::No) return Errno(EPERM);
  }
  nt::Handle h;
  nt::Status s = TRY(attempt(p, follow ? Final::Follow : Final::NoFollow, [&](Path &at) -> nt::Status {
    nt::OpenRequest r{.name = at.name(), .access = access | nt::kReadAttributes, .options = nt::kBackupIntent};
    if (!follow) r.options |= nt::kOpenReparsePoint;
    if (at.wants_directory) r.options |= nt::kMustBeDirectory;
    nt::Status st = nt::open_file(h, r);
    if (!st.ok() || !follow) return st;
    nt::FileFacts f;
    st = nt::query_facts(h.get(), f);
    if (st.ok() && may_be_link(f.attributes)) {
      char target[kPathMax];
      auto n = read_link_at(at.name(), target, sizeof target);
      if (n.ok() && n.value()) return kLandedOnLink;
    }
    return st;
  }, Exe::Try));
  if (!s.ok()) return path_error(s, p);
  return h;
}

fd::FileRef adopt_disk_file(nt::Handle h, int flags) {
  char16_t native[kNativeMax];
  char posix[kPathMax];
  size_t n, length = 0;
  nt::FileFacts f{};
  bool known = nt::query_facts(h.get(), f).ok();
  if (!nt::query_full_name(h.get(), native, kNativeMax, n).ok() || !mounts().to_posix(native, n, posix, sizeof posix, length)) length = 0;
  if (known && f.directory) return fd::make<DirectoryFile>(static_cast<nt::Handle &&>(h), posix, length, static_cast<uint32_t>(flags));
  return fd::make<DiskFile>(static_cast<nt::Handle &&>(h), posix, length, static_cast<uint32_t>(flags));
}

} // namespace tern::fs

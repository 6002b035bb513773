// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// <sys/mman.h>, POSIX.1-2024 XSH. None is async-signal-safe (they take the mapping lock); all are vfork-safe.
#include "core/wait.h"
#include "core/sections.h"
#include "fd/table.h"
#include "memory/arenas.h"
#include "memory/mapping.h"
#include "nt/memory.h"
#include <stdarg.h>
#include <sys/mman.h>

using namespace tern;

static Result<void *> map(void *at, size_t length, int protection, int flags, int fd, off_t offset) {
  int type = flags & (MAP_SHARED | MAP_PRIVATE);
  if (type != MAP_SHARED && type != MAP_PRIVATE) return Errno(EINVAL);
  if (protection & ~(PROT_READ | PROT_WRITE | PROT_EXEC)) return Errno(EINVAL);
  if (flags & MAP_ANONYMOUS) return memory::map_anonymous(at, length, protection, flags);
  if (offset < 0) return Errno(EINVAL);
  fd::FileRef file = TRY(fd::get(fd));
  if (file->kind == fd::Kind::Zero) return memory::map_anonymous(at, length, protection, flags);
  if ((file->kind != fd::Kind::File && file->kind != fd::Kind::MemFd) || !file->native_handle()) return Errno(ENODEV);
  return memory::map_file(at, length, protection, flags, file->native_handle(), static_cast<uint64_t>(offset), file->readable(),
                          file->writable());
}

// Errors: EACCES, EBADF, EEXIST (MAP_FIXED_NOREPLACE), EINVAL (offset and fixed addresses are multiples of
// sysconf(_SC_PAGESIZE)), ENODEV, ENOMEM.
TERN_EXPORT void *mmap(void *at, size_t length, int protection, int flags, int fd, off_t offset) {
  Enter enter;
  return to_errno(map(at, length, protection, flags, fd, offset), MAP_FAILED);
}

TERN_EXPORT int munmap(void *at, size_t length) {
  Enter enter;
  return to_errno(memory::unmap(at, length));
}

TERN_EXPORT int mprotect(void *at, size_t length, int protection) {
  Enter enter;
  return to_errno(memory::protect(at, length, protection));
}

TERN_EXPORT int msync(void *at, size_t length, int flags) {
  return to_errno(cancellation_point([&] { return memory::sync(at, length, flags); }));
}

static Result<> advise(void *at, size_t length, int advice) {
  if (reinterpret_cast<uintptr_t>(at) % memory::kPage || advice < 0) return Errno(EINVAL);
  if (!memory::is_mapped(reinterpret_cast<uintptr_t>(at), length)) return Errno(ENOMEM);
  if (advice == MADV_DONTNEED || advice == MADV_FREE) return memory::advise_dont_need(at, length);
  if (advice > MADV_FREE) return Errno(EINVAL);
  return success(); // a hint
}

// BSD and Linux. MADV_DONTNEED and MADV_FREE drop the content of anonymous private memory.
TERN_EXPORT int madvise(void *at, size_t length, int advice) {
  Enter enter;
  return to_errno(advise(at, length, advice));
}

// Returns the error. POSIX_MADV_DONTNEED changes no content.
TERN_EXPORT int posix_madvise(void *at, size_t length, int advice) {
  Enter enter;
  if (advice < POSIX_MADV_NORMAL || advice > POSIX_MADV_DONTNEED || reinterpret_cast<uintptr_t>(at) % memory::kPage) return EINVAL;
  return memory::is_mapped(reinterpret_cast<uintptr_t>(at), length) ? 0 : ENOMEM;
}

static Result<> lock_range(const void *p, size_t length, nt::Status (*function)(uintptr_t, size_t)) {
  auto at = memory::round_down(reinterpret_cast<uintptr_t>(p), memory::kPage);
  size_t size = memory::round_up(reinterpret_cast<uintptr_t>(p) + length - at, memory::kPage);
  if (!memory::is_mapped(at, size)) return Errno(ENOMEM);
  nt::Status s = function(at, size);
  if (s == 0xc00000a1u) return Errno(EAGAIN); // WORKING_SET_QUOTA
  if (s == 0xc000002au) return success();     // NOT_LOCKED
  return s.ok() ? success() : Result<>(Errno(ENOMEM));
}

TERN_EXPORT int mlock(const void *at, size_t length) {
  Enter enter;
  return to_errno(lock_range(at, length, nt::lock_pages));
}

TERN_EXPORT int munlock(const void *at, size_t length) {
  Enter enter;
  return to_errno(lock_range(at, length, nt::unlock_pages));
}

// Windows locks ranges only.
TERN_EXPORT int mlockall(int flags) {
  errno = flags & ~(MCL_CURRENT | MCL_FUTURE) || !flags ? EINVAL : ENOSYS;
  return -1;
}

TERN_EXPORT int munlockall(void) { return 0; } // nothing can be locked by mlockall

// BSD and Linux: a page is reported resident when it is committed; one byte for each sysconf(_SC_PAGESIZE) bytes.
TERN_EXPORT int mincore(void *p, size_t length, unsigned char *vector) {
  Enter enter;
  auto at = reinterpret_cast<uintptr_t>(p);
  if (at % memory::kGranularity) return to_errno(Result<>(Errno(EINVAL)));
  if (!memory::is_mapped(at, length)) return to_errno(Result<>(Errno(ENOMEM)));
  for (size_t i = 0; i < length; i += memory::kGranularity) {
    nt::Region region;
    vector[i / memory::kGranularity] = nt::query(at + i, region).ok() && region.state == nt::kCommit;
  }
  return 0;
}

// Linux. Errors: EFAULT, EINVAL, ENOMEM (cannot grow without MREMAP_MAYMOVE; a mapping of a file cannot grow).
TERN_EXPORT void *mremap(void *at, size_t old_length, size_t new_length, int flags, ...) {
  Enter enter;
  void *fixed = nullptr;
  if (flags & MREMAP_FIXED) {
    va_list ap;
    va_start(ap, flags);
    fixed = va_arg(ap, void *);
    va_end(ap);
  }
  return to_errno(memory::remap(at, old_length, new_length, flags, fixed), MAP_FAILED);
}

// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/wait.h"
#include "fd/kinds.h"
#include "fd/table.h"
#include "fs/mount_table.h"
#include "fs/mounts.h"
#include "fs/options.h"
#include "nt/file.h"
#include "nt/security.h"
#include "nt/status.h"
#include "process/table.h"
#include "user/sid_map.h"
#include <fcntl.h>
#include <stdarg.h>
#include <string.h>
#include <sys/cygwin.h>

using namespace tern;

// The pid of a Windows process of ours. ESRCH: it is none.
TERN_EXPORT pid_t cygwin_winpid_to_pid(int winpid) {
  Enter enter;
  pid_t found = 0;
  process::for_each([&](Slot &s) {
    if (s.nt_pid == static_cast<uint32_t>(winpid)) found = s.pid;
    return !found;
  });
  return found ? found : to_errno(Result<int>(Errno(ESRCH)));
}

// The NT handle behind a descriptor, which stays the descriptor's. EBADF, ENOTSUP (no handle).
TERN_EXPORT long get_osfhandle(int fd) {
  Enter enter;
  return to_errno([&]() -> Result<long> {
    auto h = TRY(fd::get(fd))->native_handle();
    if (!h) return Errno(ENOTSUP);
    return reinterpret_cast<long>(h);
  }());
}
TERN_EXPORT long _get_osfhandle(int fd) { return get_osfhandle(fd); }

// A descriptor (`fd`, or -1: the lowest free one) for a Win32 handle, which becomes the descriptor's. `access`: GENERIC_READ
// and GENERIC_WRITE of Win32. EBADF, EMFILE.
TERN_EXPORT int cygwin_attach_handle_to_fd(char *, int fd, void *handle, int binary, int access) {
  Enter enter;
  return to_errno([&]() -> Result<int> {
    auto file = fd::adopt_native(nt::Handle(handle), static_cast<unsigned>(access) & 0x40000000u ? 1 : 0);
    if (!file) return Errno(EBADF);
    if (!binary) file->flags |= O_TEXT;
    return fd < 0 ? fd::install(static_cast<fd::FileRef &&>(file), false) : fd::install_at(fd, static_cast<fd::FileRef &&>(file), false);
  }());
}

static Result<uintptr_t> ask(cygwin_getinfo_types what, va_list ap) {
  switch (what) {
  case CW_LOCK_PINFO: case CW_UNLOCK_PINFO: return uintptr_t{0}; // the table needs none
  case CW_CYGWIN_PID_TO_WINPID: {
    Slot *s = process::find(va_arg(ap, pid_t));
    if (!s) return Errno(ESRCH);
    return static_cast<uintptr_t>(s->nt_pid);
  }
  case CW_WINPID_TO_CYGWIN_PID: {
    int winpid = va_arg(ap, int);
    pid_t found = 0;
    process::for_each([&](Slot &s) {
      if (s.nt_pid == static_cast<uint32_t>(winpid)) found = s.pid;
      return !found;
    });
    if (!found) return Errno(ESRCH);
    return static_cast<uintptr_t>(found);
  }
  case CW_GET_CYGDRIVE_INFO: { // user prefix, system prefix, user flags, system flags: the system's is the one in force
    char *user = va_arg(ap, char *), *system = va_arg(ap, char *), *user_flags = va_arg(ap, char *), *system_flags = va_arg(ap, char *);
    fs::mounts_refresh();
    if (user) user[0] = 0;
    if (user_flags) user_flags[0] = 0;
    if (system) strcpy(system, fs::mounts().cygdrive());
    if (system_flags) strcpy(system_flags, fs::mounts().cygdrive_flags() & fs::kMountText ? "text" : "binary");
    return uintptr_t{1};
  }
  case CW_GET_BINMODE: return static_cast<uintptr_t>(fs::options().text > 0 ? O_TEXT : O_BINARY);
  case CW_GET_ERRNO_FROM_WINERROR: {
    int code = va_arg(ap, int);
    va_arg(ap, int); // what to say for unknown ones: our table knows all it maps
    return static_cast<uintptr_t>(nt::errno_of_win32(static_cast<uint32_t>(code)).value);
  }
  case CW_SETERRNO: { // file, line, value
    va_arg(ap, const char *), va_arg(ap, int);
    return Errno(va_arg(ap, int));
  }
  case CW_GET_UID_FROM_SID: case CW_GET_GID_FROM_SID: {
    auto *raw = va_arg(ap, const unsigned char *);
    if (!raw || raw[0] != 1 || raw[1] > 15) return Errno(EINVAL);
    nt::SecurityId sid;
    memcpy(&sid, raw, 8u + 4u * raw[1]);
    return static_cast<uintptr_t>(user::id_of(sid));
  }
  case CW_STRERROR: return reinterpret_cast<uintptr_t>(strerror(va_arg(ap, int)));
  case CW_GET_SHMLBA: return uintptr_t{65536};
  case CW_MAX_CYGWIN_PID: return uintptr_t{4194304};
  case CW_FIXED_ATEXIT: return uintptr_t{0};
  default: return Errno(ENOSYS);
  }
}

// Cygwin cygwin_internal(): what <sys/cygwin.h> lists; ENOSYS for what has no counterpart here.
#pragma clang diagnostic ignored "-Wvarargs" // the enumeration is an int in this ABI
TERN_EXPORT uintptr_t cygwin_internal(cygwin_getinfo_types what, ...) {
  Enter enter;
  va_list ap;
  va_start(ap, what);
  auto r = ask(what, ap);
  va_end(ap);
  return to_errno(static_cast<Result<uintptr_t> &&>(r));
}

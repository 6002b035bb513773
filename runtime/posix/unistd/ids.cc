// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Process ids of users and groups. An unprivileged process moves among its real, effective and saved ids; another
// identity needs a token that Windows gives only to who can log the user on: EPERM.
#include "core/view.h"
#include "core/wait.h"
#include <unistd.h>

using namespace tern;

// POSIX; async-signal-safe, cannot fail.
TERN_EXPORT uid_t getuid(void) { return view().ids.ruid; }
TERN_EXPORT uid_t geteuid(void) { return view().ids.euid; }
TERN_EXPORT gid_t getgid(void) { return view().ids.rgid; }
TERN_EXPORT gid_t getegid(void) { return view().ids.egid; }
TERN_EXPORT int getresuid(uid_t *r, uid_t *e, uid_t *s) {
  Ids &i = view().ids;
  *r = i.ruid, *e = i.euid, *s = i.suid;
  return 0;
}
TERN_EXPORT int getresgid(gid_t *r, gid_t *e, gid_t *s) {
  Ids &i = view().ids;
  *r = i.rgid, *e = i.egid, *s = i.sgid;
  return 0;
}

static int refuse() { return to_errno(Result<>(Errno(EPERM))); }
constexpr uint32_t kKeep = static_cast<uint32_t>(-1);

// Linux, POSIX.1-2024: -1 keeps one.
TERN_EXPORT int setresuid(uid_t r, uid_t e, uid_t s) {
  Ids &i = view().ids;
  auto allowed = [&](uid_t id) { return id == kKeep || id == i.ruid || id == i.euid || id == i.suid; };
  if (!allowed(r) || !allowed(e) || !allowed(s)) return refuse();
  if (r != kKeep) i.ruid = r;
  if (e != kKeep) i.euid = e;
  if (s != kKeep) i.suid = s;
  return 0;
}
TERN_EXPORT int setresgid(gid_t r, gid_t e, gid_t s) {
  Ids &i = view().ids;
  auto allowed = [&](gid_t id) { return id == kKeep || id == i.rgid || id == i.egid || id == i.sgid; };
  if (!allowed(r) || !allowed(e) || !allowed(s)) return refuse();
  if (r != kKeep) i.rgid = r;
  if (e != kKeep) i.egid = e;
  if (s != kKeep) i.sgid = s;
  return 0;
}

// POSIX setuid(), seteuid(), setreuid() and their group forms: EPERM.
TERN_EXPORT int setuid(uid_t id) { return id == kKeep ? to_errno(Result<>(Errno(EINVAL))) : setresuid(kKeep, id, kKeep); }
TERN_EXPORT int seteuid(uid_t id) { return id == kKeep ? to_errno(Result<>(Errno(EINVAL))) : setresuid(kKeep, id, kKeep); }
TERN_EXPORT int setgid(gid_t id) { return id == kKeep ? to_errno(Result<>(Errno(EINVAL))) : setresgid(kKeep, id, kKeep); }
TERN_EXPORT int setegid(gid_t id) { return id == kKeep ? to_errno(Result<>(Errno(EINVAL))) : setresgid(kKeep, id, kKeep); }
TERN_EXPORT int setreuid(uid_t r, uid_t e) { return setresuid(r, e, e == kKeep ? kKeep : e); }
TERN_EXPORT int setregid(gid_t r, gid_t e) { return setresgid(r, e, e == kKeep ? kKeep : e); }

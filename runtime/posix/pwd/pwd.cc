// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/wait.h"
#include "user/accounts.h"
#include <pwd.h>
#include <unistd.h>

using namespace tern;

namespace {
struct Kept {
  passwd entry;
  char buffer[4096];
};
Kept g_user, g_login;
size_t g_next;

// POSIX: null without an error when there is no such user; errno stays then.
passwd *one(Result<> &&r, Kept &k) {
  if (r.ok()) return &k.entry;
  if (!(r.error() == Errno(ENOENT))) errno = r.error().value;
  return nullptr;
}
int two(Result<> &&r, passwd *entry, passwd **result) {
  *result = r.ok() ? entry : nullptr;
  return r.ok() || r.error() == Errno(ENOENT) ? 0 : r.error().value;
}
} // namespace

// POSIX getpwnam(), getpwuid() and the re-entrant forms (0 or an error number; ERANGE: buffer too small).
TERN_EXPORT passwd *getpwnam(const char *name) {
  Enter enter;
  return one(user::user_by_name(name, g_user.entry, g_user.buffer, sizeof g_user.buffer), g_user);
}
TERN_EXPORT passwd *getpwuid(uid_t uid) {
  Enter enter;
  return one(user::user_by_id(uid, g_user.entry, g_user.buffer, sizeof g_user.buffer), g_user);
}
TERN_EXPORT int getpwnam_r(const char *name, passwd *entry, char *buffer, size_t size, passwd **result) {
  Enter enter;
  return two(user::user_by_name(name, *entry, buffer, size), entry, result);
}
TERN_EXPORT int getpwuid_r(uid_t uid, passwd *entry, char *buffer, size_t size, passwd **result) {
  Enter enter;
  return two(user::user_by_id(uid, *entry, buffer, size), entry, result);
}

// XSI getpwent() and relatives: the entries of /etc/passwd and oneself.
TERN_EXPORT passwd *getpwent(void) {
  Enter enter;
  passwd *p = one(user::user_at(g_next, g_user.entry, g_user.buffer, sizeof g_user.buffer), g_user);
  if (p) g_next++;
  return p;
}
TERN_EXPORT void setpwent(void) { g_next = 0; }
TERN_EXPORT void endpwent(void) { g_next = 0; }
TERN_EXPORT int setpassent(int) { return g_next = 0, 1; }

// POSIX getlogin_r(), getlogin(): the name of the user of this session.
TERN_EXPORT int getlogin_r(char *name, size_t size) {
  Enter enter;
  auto r = user::own_name(name, size);
  return r.ok() ? 0 : r.error().value;
}
TERN_EXPORT char *getlogin(void) { return getlogin_r(g_login.buffer, sizeof g_login.buffer) ? nullptr : g_login.buffer; }
TERN_EXPORT char *cuserid(char *out) {
  static char own[64];
  if (!out) out = own;
  if (getlogin_r(out, 9 /* L_cuserid */)) out[0] = 0;
  return out;
}

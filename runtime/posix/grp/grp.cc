// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/view.h"
#include "core/wait.h"
#include "user/accounts.h"
#include <grp.h>
#include <limits.h>
#include <unistd.h>

using namespace tern;

namespace {
group g_group;
char g_buffer[8192];
size_t g_next;

group *one(Result<> &&r) {
  if (r.ok()) return &g_group;
  if (!(r.error() == Errno(ENOENT))) errno = r.error().value;
  return nullptr;
}
int two(Result<> &&r, group *entry, group **result) {
  *result = r.ok() ? entry : nullptr;
  return r.ok() || r.error() == Errno(ENOENT) ? 0 : r.error().value;
}
} // namespace

// POSIX getgrnam(), getgrgid() and the re-entrant forms.
TERN_EXPORT group *getgrnam(const char *name) {
  Enter enter;
  return one(user::group_by_name(name, g_group, g_buffer, sizeof g_buffer));
}
TERN_EXPORT group *getgrgid(gid_t gid) {
  Enter enter;
  return one(user::group_by_id(gid, g_group, g_buffer, sizeof g_buffer));
}
TERN_EXPORT int getgrnam_r(const char *name, group *entry, char *buffer, size_t size, group **result) {
  Enter enter;
  return two(user::group_by_name(name, *entry, buffer, size), entry, result);
}
TERN_EXPORT int getgrgid_r(gid_t gid, group *entry, char *buffer, size_t size, group **result) {
  Enter enter;
  return two(user::group_by_id(gid, *entry, buffer, size), entry, result);
}
TERN_EXPORT group *getgrent(void) {
  Enter enter;
  group *g = one(user::group_at(g_next, g_group, g_buffer, sizeof g_buffer));
  if (g) g_next++;
  return g;
}
TERN_EXPORT void setgrent(void) { g_next = 0; }
TERN_EXPORT void endgrent(void) { g_next = 0; }

// POSIX getgroups(): how many; with a size, they are written. EINVAL: too few places.
TERN_EXPORT int getgroups(int size, gid_t *list) {
  Enter enter;
  gid_t all[256];
  size_t n = user::own_groups(all, 256);
  if (n > 256) n = 256;
  if (size == 0) return static_cast<int>(n);
  if (size < 0 || static_cast<size_t>(size) < n) return to_errno(Result<int>(Errno(EINVAL)));
  for (size_t i = 0; i < n; i++) list[i] = all[i];
  return static_cast<int>(n);
}

// BSD getgrouplist(): -1 when there are more than *count; *count gets how many there are.
TERN_EXPORT int getgrouplist(const char *name, gid_t first, gid_t *list, int *count) {
  Enter enter;
  size_t n = user::groups_of(name, first, list, *count > 0 ? static_cast<size_t>(*count) : 0);
  int given = *count;
  *count = static_cast<int>(n);
  return static_cast<int>(n) <= given ? static_cast<int>(n) : -1;
}

// BSD initgroups(), setgroups(): the groups are the token's; only what they are already can be asked for. EPERM.
TERN_EXPORT int setgroups(int count, const gid_t *list) {
  Enter enter;
  gid_t all[256];
  size_t n = user::own_groups(all, 256);
  for (int i = 0; i < count; i++) {
    bool known = false;
    for (size_t j = 0; j < n && j < 256; j++) known |= all[j] == list[i];
    if (!known) return to_errno(Result<>(Errno(EPERM)));
  }
  return 0;
}
TERN_EXPORT int initgroups(const char *name, gid_t) {
  Enter enter;
  char own[300];
  auto n = user::own_name(own, sizeof own);
  if (n.ok() && !__builtin_strcmp(own, name)) return 0;
  return to_errno(Result<>(Errno(EPERM)));
}

// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "posix/sys_acl/acl_text.h"
#include "user/accounts.h"
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

namespace tern::fs {

static void id_text(const AclEntry &e, bool numeric, char *out, size_t size) {
  char buffer[4096];
  if (!numeric && e.tag == kAclUser) {
    passwd p;
    if (user::user_by_id(e.id, p, buffer, sizeof buffer).ok()) {
      snprintf(out, size, "%s", p.pw_name);
      return;
    }
  } else if (!numeric && e.tag == kAclGroup) {
    group g;
    if (user::group_by_id(e.id, g, buffer, sizeof buffer).ok()) {
      snprintf(out, size, "%s", g.gr_name);
      return;
    }
  }
  snprintf(out, size, "%u", static_cast<unsigned>(e.id));
}

char *acl_print(const AclList &l, const char *prefix, char separator, bool numeric, bool abbreviated, bool defaults) {
  size_t capacity = l.count * (340 + (prefix ? strlen(prefix) : 0)) + 1, n = 0;
  auto *out = static_cast<char *>(malloc(capacity));
  if (!out) return nullptr;
  out[0] = 0;
  for (size_t i = 0; i < l.count; i++) {
    const AclEntry &e = l.entries[i];
    const char *tag = e.tag & (kAclUserObj | kAclUser) ? "user" : e.tag & (kAclGroupObj | kAclGroup) ? "group" : e.tag == kAclMask ? "mask" : "other";
    char id[300] = "";
    if (e.tag == kAclUser || e.tag == kAclGroup) id_text(e, numeric, id, sizeof id);
    n += static_cast<size_t>(snprintf(out + n, capacity - n, "%s%s%.*s:%s:%c%c%c", prefix ? prefix : "", defaults ? "default:" : "", abbreviated ? 1 : 9, tag, id,
                                      e.perm & 4 ? 'r' : '-', e.perm & 2 ? 'w' : '-', e.perm & 1 ? 'x' : '-'));
    if (separator && (separator == '\n' || i + 1 < l.count)) out[n++] = separator, out[n] = 0;
  }
  return out;
}

static Result<> parse_one(char *word, AclList &list, AclList *defaults) {
  AclList *to = &list;
  if (!strncmp(word, "default:", 8) || !strncmp(word, "d:", 2)) {
    if (!defaults) return Errno(EINVAL);
    to = defaults;
    word = strchr(word, ':') + 1;
  }
  char *id = strchr(word, ':');
  if (!id) return Errno(EINVAL);
  *id++ = 0;
  char *perm = strchr(id, ':');
  char none[] = "";
  if (perm) *perm++ = 0;
  else perm = id, id = none; // "mask:rwx"
  auto is = [&](const char *name) { return !strcmp(word, name) || (word[0] == name[0] && !word[1]); };
  AclEntry e{};
  if (is("user")) e.tag = *id ? kAclUser : kAclUserObj;
  else if (is("group")) e.tag = *id ? kAclGroup : kAclGroupObj;
  else if (is("mask")) e.tag = kAclMask;
  else if (is("other")) e.tag = kAclOther;
  else return Errno(EINVAL);
  if ((e.tag == kAclMask || e.tag == kAclOther) && *id) return Errno(EINVAL);
  if (*id) {
    char *end, buffer[4096];
    e.id = static_cast<id_t>(strtoul(id, &end, 10));
    if (*end && e.tag == kAclUser) {
      passwd p;
      if (!user::user_by_name(id, p, buffer, sizeof buffer).ok()) return Errno(EINVAL);
      e.id = p.pw_uid;
    } else if (*end) {
      group g;
      if (!user::group_by_name(id, g, buffer, sizeof buffer).ok()) return Errno(EINVAL);
      e.id = g.gr_gid;
    }
  }
  if (*perm >= '0' && *perm <= '7' && !perm[1]) {
    e.perm = static_cast<mode_t>(*perm - '0');
  } else {
    for (; *perm; perm++) {
      if (*perm == 'r') e.perm |= 4;
      else if (*perm == 'w') e.perm |= 2;
      else if (*perm == 'x') e.perm |= 1;
      else if (*perm != '-') return Errno(EINVAL);
    }
  }
  if (!to->add(e.tag, e.id, e.perm)) return Errno(EINVAL);
  return success();
}

Result<> acl_parse(const char *text, AclList &list, AclList *defaults) {
  char word[600];
  while (*text) {
    while (isspace(static_cast<unsigned char>(*text)) || *text == ',') text++;
    if (*text == '#') {
      while (*text && *text != '\n') text++;
      continue;
    }
    size_t n = strcspn(text, ", \t\r\n#");
    if (!n) continue;
    if (n >= sizeof word) return Errno(EINVAL);
    memcpy(word, text, n);
    word[n] = 0;
    TRY(parse_one(word, list, defaults));
    text += n;
  }
  return success();
}

} // namespace tern::fs

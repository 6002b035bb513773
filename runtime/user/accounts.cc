// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "user/accounts.h"
#include "core/utf.h"
#include "core/view.h"
#include "fs/create.h"
#include "nt/accounts.h"
#include "nt/raw_output.h"
#include "user/sid_map.h"
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

namespace tern::user {

namespace {

// Text of a file, with a 0 at its end; empty when it cannot be read.
class Text {
  char *data_ = nullptr;

public:
  explicit Text(const char *path) {
    auto file = fs::open(AT_FDCWD, path, O_RDONLY, 0, fs::Fifos::Refuse);
    if (!file.ok()) return;
    struct stat st;
    if (!file.value()->stat(st).ok() || !S_ISREG(st.st_mode) || st.st_size > 16 << 20) return;
    data_ = static_cast<char *>(malloc(static_cast<size_t>(st.st_size) + 1));
    if (!data_) return;
    auto n = file.value()->read(data_, static_cast<size_t>(st.st_size));
    data_[n.ok() ? n.value() : 0] = 0;
  }
  ~Text() { free(data_); }
  char *get() { return data_; }
};

class Packer { // strings into the caller's buffer
  char *at_;
  size_t left_;

public:
  bool full = false;
  Packer(char *b, size_t n) : at_(b), left_(n) {}
  char *put(const char *s, size_t n) {
    if (n + 1 > left_) return full = true, nullptr;
    char *r = at_;
    memcpy(r, s, n);
    r[n] = 0;
    at_ += n + 1, left_ -= n + 1;
    return r;
  }
  char *put(const char *s) { return put(s, strlen(s)); }
  char **pointers(size_t n) {
    size_t pad = -reinterpret_cast<uintptr_t>(at_) & 7;
    if (pad + n * sizeof(char *) > left_) return full = true, nullptr;
    auto **r = reinterpret_cast<char **>(at_ + pad);
    at_ += pad + n * sizeof(char *), left_ -= pad + n * sizeof(char *);
    return r;
  }
};

// Splits a line at ':' in place; false when it has too few fields. The last field keeps its rest.
bool split(char *line, char **fields, int count) {
  for (int i = 0; i < count; i++) {
    fields[i] = line;
    if (i + 1 == count) return true;
    char *colon = strchr(line, ':');
    if (!colon) return false;
    *colon = 0;
    line = colon + 1;
  }
  return true;
}
bool number(const char *s, uint32_t &out) {
  char *end;
  unsigned long v = strtoul(s, &end, 10);
  out = static_cast<uint32_t>(v);
  return *s && !*end;
}

Result<> pack(const char *const f[7], uint32_t uid, uint32_t gid, passwd &p, char *buffer, size_t size) {
  Packer k(buffer, size);
  p.pw_name = k.put(f[0]), p.pw_passwd = k.put(f[1]), p.pw_gecos = k.put(f[4]), p.pw_dir = k.put(f[5]), p.pw_shell = k.put(f[6]);
  p.pw_comment = k.put("");
  p.pw_uid = uid, p.pw_gid = gid;
  if (k.full) return Errno(ERANGE);
  return success();
}
Result<> pack(const char *name, const char *password, uint32_t gid, char *members, group &g, char *buffer, size_t size) {
  Packer k(buffer, size);
  g.gr_name = k.put(name), g.gr_passwd = k.put(password);
  g.gr_gid = gid;
  size_t n = 0;
  for (char *m = members; m && *m; m++) n += *m == ',' || !m[1];
  g.gr_mem = k.pointers(n + 1);
  if (k.full) return Errno(ERANGE);
  size_t i = 0;
  for (char *m = members; m && *m && i < n;) {
    size_t length = strcspn(m, ",");
    if (length) g.gr_mem[i++] = k.put(m, length);
    m += length + (m[length] == ',');
  }
  g.gr_mem[i] = nullptr;
  if (k.full) return Errno(ERANGE);
  return success();
}

// Calls visit(fields...) per line until it returns true.
template <class F> bool each_line(char *text, F visit) {
  while (text && *text) {
    char *end = strchr(text, '\n'), *next = end ? end + 1 : text + strlen(text);
    if (end) *end = 0;
    size_t n = strlen(text);
    if (n && text[n - 1] == '\r') text[n - 1] = 0;
    if (*text && *text != '#' && visit(text)) return true;
    text = next;
  }
  return false;
}

template <class Match> Result<> user_in_file(Match match, passwd &p, char *buffer, size_t size) {
  Text text("/etc/passwd");
  int error = ENOENT;
  each_line(text.get(), [&](char *line) {
    char *f[7];
    uint32_t uid, gid;
    if (!split(line, f, 7) || !number(f[2], uid) || !number(f[3], gid) || !match(f[0], uid)) return false;
    auto packed = pack(f, uid, gid, p, buffer, size);
    error = packed.ok() ? 0 : packed.error().value;
    return true;
  });
  if (error) return Errno(error);
  return success();
}

template <class Match> Result<> group_in_file(Match match, group &g, char *buffer, size_t size) {
  Text text("/etc/group");
  int error = ENOENT;
  each_line(text.get(), [&](char *line) {
    char *f[4];
    uint32_t gid;
    if (!split(line, f, 4) || !number(f[2], gid) || !match(f[0], gid)) return false;
    auto packed = pack(f[0], f[1], gid, f[3], g, buffer, size);
    error = packed.ok() ? 0 : packed.error().value;
    return true;
  });
  if (error) return Errno(error);
  return success();
}

size_t sid_text(const nt::SecurityId &s, char *out, size_t capacity) {
  size_t n = static_cast<size_t>(snprintf(out, capacity, "S-1-%u", s.authority[5]));
  for (int i = 0; i < s.count && n < capacity; i++) n += static_cast<size_t>(snprintf(out + n, capacity - n, "-%u", s.sub[i]));
  return n;
}

// A user made of what Windows says. The primary group of others than oneself is the domain's users.
Result<> user_from_windows(const nt::SecurityId &sid, const char *name, const char *domain, passwd &p, char *buffer, size_t size) {
  char gecos[600], home[300], text[200];
  sid_text(sid, text, sizeof text);
  snprintf(gecos, sizeof gecos, "U-%s\\%s,%s", domain, name, text);
  snprintf(home, sizeof home, "/home/%s", name);
  const char *f[7] = {name, "*", "", "", gecos, home, "/bin/sh"};
  uint32_t uid = id_of(sid), gid = sid == nt::own_user() ? id_of(nt::own_group()) : sid.count == 5 ? kLocalOffset + 513 : uid;
  return pack(f, uid, gid, p, buffer, size);
}

bool utf8(const char16_t *s, size_t n, char *out, size_t capacity) {
  size_t needed, k = utf16_to_utf8(s, n, out, capacity - 1, &needed);
  out[k] = 0;
  return k == needed;
}

// The file names an id before Windows is asked, so here only what the files do not know.
Result<> own_user_entry(passwd &p, char *buffer, size_t size) {
  char name[300];
  auto n = own_name(name, sizeof name);
  if (!n.ok()) return n.error();
  char16_t domain16[260];
  char domain[300] = "";
  size_t k = nt::native_environment(u"USERDOMAIN", domain16, 260);
  utf8(domain16, k, domain, sizeof domain);
  return user_from_windows(nt::own_user(), name, domain, p, buffer, size);
}

Result<> group_from_windows(const nt::SecurityId &sid, group &g, char *buffer, size_t size) {
  nt::AccountName a;
  char name[800];
  if (nt::account_name(sid, a) && a.use != nt::AccountUse::User && a.use != nt::AccountUse::Deleted) {
    if (!utf8(a.name, a.name_length, name, sizeof name)) return Errno(ENOENT);
  } else if (sid == nt::own_group()) {
    snprintf(name, sizeof name, "None"); // what Windows calls the group of local users
  } else {
    return Errno(ENOENT);
  }
  char text[200];
  sid_text(sid, text, sizeof text);
  return pack(name, text, id_of(sid), nullptr, g, buffer, size);
}

} // namespace

Result<size_t> own_name(char *out, size_t capacity) {
  char16_t name[260];
  size_t n = nt::native_environment(u"USERNAME", name, 260);
  nt::AccountName a;
  if (!n && nt::account_name(nt::own_user(), a)) n = a.name_length, memcpy(name, a.name, n * 2);
  if (!n || !utf8(name, n, out, capacity)) return Errno(n ? ERANGE : ENOENT);
  return strlen(out);
}

Result<> user_by_id(uid_t uid, passwd &p, char *buffer, size_t size) {
  auto r = user_in_file([&](const char *, uint32_t id) { return id == uid; }, p, buffer, size);
  if (r.ok() || !(r.error() == Errno(ENOENT))) return r;
  if (uid == id_of(nt::own_user())) return own_user_entry(p, buffer, size);
  nt::SecurityId sid;
  nt::AccountName a;
  if (!sid_of(uid, nt::own_user(), sid) || !nt::account_name(sid, a)) return Errno(ENOENT);
  char name[800], domain[800];
  utf8(a.name, a.name_length, name, sizeof name), utf8(a.domain, a.domain_length, domain, sizeof domain);
  return user_from_windows(sid, name, domain, p, buffer, size);
}

Result<> user_by_name(const char *wanted, passwd &p, char *buffer, size_t size) {
  auto r = user_in_file([&](const char *name, uint32_t) { return !strcmp(name, wanted); }, p, buffer, size);
  if (r.ok() || !(r.error() == Errno(ENOENT))) return r;
  char own[300];
  auto n = own_name(own, sizeof own);
  if (n.ok() && !strcmp(own, wanted)) return own_user_entry(p, buffer, size);
  char16_t name[260];
  size_t needed, k = utf8_to_utf16(wanted, strlen(wanted), name, 259, &needed);
  if (k != needed || !k) return Errno(ENOENT);
  name[k] = 0;
  nt::SecurityId sid;
  nt::AccountUse use;
  if (!nt::account_id(name, sid, use) || (use != nt::AccountUse::User && use != nt::AccountUse::Alias && use != nt::AccountUse::WellKnown) || id_of(sid) == kUnknownId) return Errno(ENOENT);
  nt::AccountName a;
  char real[800], domain[800];
  if (!nt::account_name(sid, a)) return Errno(ENOENT);
  utf8(a.name, a.name_length, real, sizeof real), utf8(a.domain, a.domain_length, domain, sizeof domain);
  return user_from_windows(sid, real, domain, p, buffer, size);
}

Result<> group_by_id(gid_t gid, group &g, char *buffer, size_t size) {
  auto r = group_in_file([&](const char *, uint32_t id) { return id == gid; }, g, buffer, size);
  if (r.ok() || !(r.error() == Errno(ENOENT))) return r;
  nt::SecurityId sid;
  if (gid == id_of(nt::own_group())) sid = nt::own_group();
  else if (!sid_of(gid, nt::own_user(), sid)) return Errno(ENOENT);
  return group_from_windows(sid, g, buffer, size);
}

Result<> group_by_name(const char *wanted, group &g, char *buffer, size_t size) {
  auto r = group_in_file([&](const char *name, uint32_t) { return !strcmp(name, wanted); }, g, buffer, size);
  if (r.ok() || !(r.error() == Errno(ENOENT))) return r;
  auto own = group_from_windows(nt::own_group(), g, buffer, size);
  if (own.ok() && !strcmp(g.gr_name, wanted)) return own;
  char16_t name[260];
  size_t needed, k = utf8_to_utf16(wanted, strlen(wanted), name, 259, &needed);
  if (k != needed || !k) return Errno(ENOENT);
  name[k] = 0;
  nt::SecurityId sid;
  nt::AccountUse use;
  if (!nt::account_id(name, sid, use) || use == nt::AccountUse::User || use == nt::AccountUse::Domain || id_of(sid) == kUnknownId) return Errno(ENOENT);
  return group_from_windows(sid, g, buffer, size);
}

Result<> user_at(size_t index, passwd &p, char *buffer, size_t size) {
  size_t i = 0;
  bool own_named = false;
  auto r = user_in_file(
      [&](const char *, uint32_t id) {
        own_named |= id == id_of(nt::own_user());
        return i++ == index;
      },
      p, buffer, size);
  if (r.ok() || !(r.error() == Errno(ENOENT))) return r;
  if (own_named || index != i) return Errno(ENOENT);
  return own_user_entry(p, buffer, size);
}

Result<> group_at(size_t index, group &g, char *buffer, size_t size) {
  size_t i = 0;
  bool own_named = false;
  auto r = group_in_file(
      [&](const char *, uint32_t id) {
        own_named |= id == id_of(nt::own_group());
        return i++ == index;
      },
      g, buffer, size);
  if (r.ok() || !(r.error() == Errno(ENOENT))) return r;
  if (own_named || index != i) return Errno(ENOENT);
  return group_from_windows(nt::own_group(), g, buffer, size);
}

size_t own_groups(gid_t *out, size_t capacity) {
  size_t n = 0;
  auto add = [&](uint32_t id) {
    if (id == kUnknownId || (id >= 0x60000 && id < 0x70000)) return; // integrity levels, logon sessions
    for (size_t i = 0; i < n && i < capacity; i++)
      if (out[i] == id) return;
    if (n < capacity) out[n] = id;
    n++;
  };
  add(id_of(nt::own_group()));
  nt::SecurityId sid;
  for (size_t i = 0; nt::own_group_at(i, sid); i++) add(id_of(sid));
  return n;
}

size_t groups_of(const char *name, gid_t first, gid_t *out, size_t capacity) {
  size_t n = 0;
  auto add = [&](gid_t id) {
    for (size_t i = 0; i < n && i < capacity; i++)
      if (out[i] == id) return;
    if (n < capacity) out[n] = id;
    n++;
  };
  add(first);
  char own[300];
  auto k = own_name(own, sizeof own);
  if (k.ok() && !strcmp(own, name)) {
    gid_t mine[128];
    size_t count = own_groups(mine, 128);
    for (size_t i = 0; i < count && i < 128; i++) add(mine[i]);
  }
  Text text("/etc/group");
  each_line(text.get(), [&](char *line) {
    char *f[4];
    uint32_t gid;
    if (!split(line, f, 4) || !number(f[2], gid)) return false;
    size_t length = strlen(name);
    for (char *m = f[3]; *m;) {
      size_t l = strcspn(m, ",");
      if (l == length && !memcmp(m, name, l)) add(gid);
      m += l + (m[l] == ',');
    }
    return false;
  });
  return n;
}

} // namespace tern::user

// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// POSIX.1e draft 17, as libacl has it: lists in memory, and the lists of files.
#include "posix/sys_acl/acl_text.h"
#include "core/wait.h"
#include "fd/table.h"
#include <acl/libacl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/acl.h>

using namespace tern;
using fs::AclList;

// A list is one allocation, so that acl_free() frees lists, texts and qualifiers alike.
struct __tern_acl_entry {
  acl_tag_t tag;
  id_t id;
  mode_t perm;
};
struct __tern_acl {
  int count, capacity, next;
  __tern_acl_entry entries[];
};

namespace {

acl_t allocate(int capacity) {
  auto *a = static_cast<acl_t>(calloc(1, sizeof(__tern_acl) + static_cast<size_t>(capacity) * sizeof(__tern_acl_entry)));
  if (!a) return errno = ENOMEM, nullptr;
  a->capacity = capacity;
  return a;
}

acl_t from_list(const AclList &l) {
  acl_t a = allocate(static_cast<int>(l.count) + 4);
  if (!a) return nullptr;
  for (size_t i = 0; i < l.count; i++) a->entries[a->count++] = {l.entries[i].tag, l.entries[i].id, l.entries[i].perm};
  return a;
}

int rank(acl_tag_t tag) { return tag; } // the tags' values rise in the order of the standard

Result<> to_list(acl_t a, AclList &l) {
  if (!a) return Errno(EINVAL);
  for (int i = 0; i < a->count; i++)
    if (!l.add(a->entries[i].tag, a->entries[i].id, a->entries[i].perm)) return Errno(ENOSPC);
  for (size_t i = 1; i < l.count; i++)
    for (size_t k = i; k && rank(l.entries[k].tag) < rank(l.entries[k - 1].tag); k--) {
      auto t = l.entries[k];
      l.entries[k] = l.entries[k - 1], l.entries[k - 1] = t;
    }
  return success();
}

acl_t finish(Result<> &&r, const AclList &l) {
  if (r.ok()) return from_list(l);
  errno = r.error().value;
  return nullptr;
}

Result<bool> is_default(acl_type_t type) {
  if (type == ACL_TYPE_ACCESS) return false;
  if (type == ACL_TYPE_DEFAULT) return true;
  return Errno(EINVAL);
}

int extended(const char *path, bool follow) {
  Enter enter;
  AclList l, d;
  auto r = [&]() -> Result<int> {
    TRY(fs::acl_read(path, follow, false, l));
    TRY(fs::acl_read(path, follow, true, d));
    return l.count > 3 || d.count ? 1 : 0;
  }();
  return to_errno(static_cast<Result<int> &&>(r));
}

} // namespace

TERN_EXPORT acl_t acl_init(int count) { return count < 0 ? (errno = EINVAL, nullptr) : allocate(count + 4); }
TERN_EXPORT int acl_free(void *p) { return free(p), 0; }
TERN_EXPORT acl_t acl_dup(acl_t a) {
  acl_t copy = allocate(a->capacity);
  if (copy) copy->count = a->count, memcpy(copy->entries, a->entries, static_cast<size_t>(a->count) * sizeof *a->entries);
  return copy;
}
TERN_EXPORT int acl_entries(acl_t a) { return a->count; }
TERN_EXPORT ssize_t acl_size(acl_t a) { return static_cast<ssize_t>(sizeof(__tern_acl) + static_cast<size_t>(a->count) * sizeof(__tern_acl_entry)); }
TERN_EXPORT ssize_t acl_copy_ext(void *to, acl_t a, ssize_t size) {
  ssize_t need = acl_size(a);
  if (size < need) return errno = ERANGE, -1;
  memcpy(to, a, static_cast<size_t>(need));
  return need;
}
TERN_EXPORT acl_t acl_copy_int(const void *from) {
  auto *a = static_cast<const __tern_acl *>(from);
  if (a->count < 0 || a->count > static_cast<int>(fs::kAclMax)) return errno = EINVAL, nullptr;
  acl_t copy = allocate(a->count + 4);
  if (copy) copy->count = a->count, memcpy(copy->entries, a->entries, static_cast<size_t>(a->count) * sizeof *a->entries);
  return copy;
}

TERN_EXPORT int acl_create_entry(acl_t *a, acl_entry_t *out) {
  if ((*a)->count == (*a)->capacity) {
    int capacity = (*a)->capacity * 2 + 4;
    auto *more = static_cast<acl_t>(realloc(*a, sizeof(__tern_acl) + static_cast<size_t>(capacity) * sizeof(__tern_acl_entry)));
    if (!more) return errno = ENOMEM, -1;
    more->capacity = capacity;
    *a = more;
  }
  *out = &(*a)->entries[(*a)->count++];
  **out = {ACL_UNDEFINED_TAG, ACL_UNDEFINED_ID, 0};
  return 0;
}
TERN_EXPORT int acl_delete_entry(acl_t a, acl_entry_t e) {
  int i = static_cast<int>(e - a->entries);
  if (i < 0 || i >= a->count) return errno = EINVAL, -1;
  memmove(e, e + 1, static_cast<size_t>(a->count - i - 1) * sizeof *e);
  a->count--;
  if (a->next > i) a->next--;
  return 0;
}
TERN_EXPORT int acl_get_entry(acl_t a, int which, acl_entry_t *out) {
  if (which == ACL_FIRST_ENTRY) a->next = 0;
  else if (which != ACL_NEXT_ENTRY) return errno = EINVAL, -1;
  if (a->next >= a->count) return 0;
  *out = &a->entries[a->next++];
  return 1;
}
TERN_EXPORT int acl_copy_entry(acl_entry_t to, acl_entry_t from) { return *to = *from, 0; }
TERN_EXPORT int acl_get_tag_type(acl_entry_t e, acl_tag_t *tag) { return *tag = e->tag, 0; }
TERN_EXPORT int acl_set_tag_type(acl_entry_t e, acl_tag_t tag) {
  switch (tag) {
  case ACL_USER_OBJ: case ACL_USER: case ACL_GROUP_OBJ: case ACL_GROUP: case ACL_MASK: case ACL_OTHER: return e->tag = tag, 0;
  default: return errno = EINVAL, -1;
  }
}
TERN_EXPORT void *acl_get_qualifier(acl_entry_t e) {
  if (e->tag != ACL_USER && e->tag != ACL_GROUP) return errno = EINVAL, nullptr;
  auto *id = static_cast<id_t *>(malloc(sizeof(id_t)));
  if (id) *id = e->id;
  return id;
}
TERN_EXPORT int acl_set_qualifier(acl_entry_t e, const void *id) {
  if (e->tag != ACL_USER && e->tag != ACL_GROUP) return errno = EINVAL, -1;
  return e->id = *static_cast<const id_t *>(id), 0;
}
TERN_EXPORT int acl_get_permset(acl_entry_t e, acl_permset_t *p) { return *p = &e->perm, 0; }
TERN_EXPORT int acl_set_permset(acl_entry_t e, acl_permset_t p) { return *p & ~7u ? (errno = EINVAL, -1) : (e->perm = *p, 0); }
TERN_EXPORT int acl_clear_perms(acl_permset_t p) { return *p = 0, 0; }
TERN_EXPORT int acl_add_perm(acl_permset_t p, acl_perm_t perm) { return perm & ~7u ? (errno = EINVAL, -1) : (*p |= perm, 0); }
TERN_EXPORT int acl_delete_perm(acl_permset_t p, acl_perm_t perm) { return perm & ~7u ? (errno = EINVAL, -1) : (*p &= ~perm, 0); }
TERN_EXPORT int acl_get_perm(acl_permset_t p, acl_perm_t perm) { return perm & ~7u ? (errno = EINVAL, -1) : (*p & perm) != 0; }

TERN_EXPORT int acl_calc_mask(acl_t *a) {
  mode_t mask = 0;
  acl_entry_t found = nullptr;
  bool named = false;
  for (int i = 0; i < (*a)->count; i++) {
    auto &e = (*a)->entries[i];
    if (e.tag == ACL_MASK) found = &e;
    if (e.tag == ACL_USER || e.tag == ACL_GROUP) named = true;
    if (e.tag == ACL_USER || e.tag == ACL_GROUP || e.tag == ACL_GROUP_OBJ) mask |= e.perm;
  }
  if (!found && !named) return 0;
  if (!found && acl_create_entry(a, &found)) return -1;
  found->tag = ACL_MASK;
  found->perm = mask;
  return 0;
}

TERN_EXPORT int acl_valid(acl_t a) {
  AclList l;
  auto r = to_list(a, l);
  return to_errno(r.ok() ? fs::acl_check(l) : Result<>(Errno(EINVAL)));
}
TERN_EXPORT int acl_check(acl_t a, int *last) {
  if (last) *last = 0;
  return acl_valid(a) ? ACL_ENTRY_ERROR : 0;
}
TERN_EXPORT const char *acl_error(int code) { return code ? "Invalid entry" : nullptr; }
TERN_EXPORT int acl_cmp(acl_t a, acl_t b) {
  AclList x, y;
  if (!to_list(a, x).ok() || !to_list(b, y).ok()) return errno = EINVAL, -1;
  if (x.count != y.count) return 1;
  for (size_t i = 0; i < x.count; i++) {
    bool found = false;
    for (size_t k = 0; k < y.count; k++)
      found |= x.entries[i].tag == y.entries[k].tag && x.entries[i].perm == y.entries[k].perm &&
               (x.entries[i].id == y.entries[k].id || (x.entries[i].tag != ACL_USER && x.entries[i].tag != ACL_GROUP));
    if (!found) return 1;
  }
  return 0;
}

TERN_EXPORT acl_t acl_from_mode(mode_t mode) {
  AclList l;
  l.add(ACL_USER_OBJ, 0, mode >> 6 & 7), l.add(ACL_GROUP_OBJ, 0, mode >> 3 & 7), l.add(ACL_OTHER, 0, mode & 7);
  return from_list(l);
}
// 0: the mode says it all; 1: it does not.
TERN_EXPORT int acl_equiv_mode(acl_t a, mode_t *mode) {
  mode_t m = 0;
  int more = 0;
  for (int i = 0; i < a->count; i++) {
    auto &e = a->entries[i];
    if (e.tag == ACL_USER_OBJ) m |= e.perm << 6;
    else if (e.tag == ACL_GROUP_OBJ) m |= e.perm << 3;
    else if (e.tag == ACL_OTHER) m |= e.perm;
    else more = 1;
  }
  if (mode) *mode = m;
  return more;
}

TERN_EXPORT acl_t acl_from_text(const char *text) {
  Enter enter;
  AclList l;
  return finish(fs::acl_parse(text, l, nullptr), l);
}
TERN_EXPORT char *acl_to_text(acl_t a, ssize_t *length) {
  Enter enter;
  AclList l;
  auto r = to_list(a, l);
  char *text = r.ok() ? fs::acl_print(l, nullptr, '\n', false, false) : nullptr;
  if (!text) return errno = r.ok() ? ENOMEM : r.error().value, nullptr;
  if (length) *length = static_cast<ssize_t>(strlen(text));
  return text;
}
TERN_EXPORT char *acl_to_any_text(acl_t a, const char *prefix, char separator, int options) {
  Enter enter;
  AclList l;
  auto r = to_list(a, l);
  char *text = r.ok() ? fs::acl_print(l, prefix, separator, options & TEXT_NUMERIC_IDS, options & TEXT_ABBREVIATE) : nullptr;
  if (!text) errno = r.ok() ? ENOMEM : r.error().value;
  return text;
}

// The errors of a path; EINVAL for a bad type or list, ENOTSUP where the mount keeps no lists.
TERN_EXPORT acl_t acl_get_file(const char *path, acl_type_t type) {
  Enter enter;
  AclList l;
  auto r = [&]() -> Result<> { return fs::acl_read(path, true, TRY(is_default(type)), l); }();
  return finish(static_cast<Result<> &&>(r), l);
}
TERN_EXPORT acl_t acl_get_fd(int fd) {
  Enter enter;
  AclList l;
  auto r = [&]() -> Result<> { return fs::acl_read(*TRY(fd::get(fd)), false, l); }();
  return finish(static_cast<Result<> &&>(r), l);
}
TERN_EXPORT int acl_set_file(const char *path, acl_type_t type, acl_t a) {
  Enter enter;
  AclList l;
  return to_errno([&]() -> Result<> {
    bool defaults = TRY(is_default(type));
    TRY(to_list(a, l));
    return fs::acl_write(path, true, defaults, l);
  }());
}
TERN_EXPORT int acl_set_fd(int fd, acl_t a) {
  Enter enter;
  AclList l;
  return to_errno([&]() -> Result<> {
    TRY(to_list(a, l));
    return fs::acl_write(*TRY(fd::get(fd)), false, l);
  }());
}
TERN_EXPORT int acl_delete_def_file(const char *path) {
  Enter enter;
  return to_errno(fs::acl_write(path, true, true, AclList{}));
}
TERN_EXPORT int acl_extended_file(const char *path) { return extended(path, true); }
TERN_EXPORT int acl_extended_file_nofollow(const char *path) { return extended(path, false); }
TERN_EXPORT int acl_extended_fd(int fd) {
  Enter enter;
  AclList l;
  return to_errno([&]() -> Result<int> {
    TRY(fs::acl_read(*TRY(fd::get(fd)), false, l));
    return l.count > 3 ? 1 : 0;
  }());
}

// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// <fts.h>: BSD's walk through trees of files. Each directory is read whole when it is entered; names are reached from the
// directory's descriptor or, with FTS_NOCHDIR, by their path from where fts_open was called.
#include "core/sections.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <fts.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

namespace {

constexpr int kChildrenRead = 1, kSymlinkFollowed = 2; // fts_flags
constexpr int kNoInstruction = 0;

bool is_dot(const char *name) { return name[0] == '.' && (!name[1] || (name[1] == '.' && !name[2])); }

FTSENT *make_entry(FTS *fts, const char *name, size_t length, FTSENT *parent) {
  auto *e = static_cast<FTSENT *>(calloc(1, sizeof(FTSENT) + sizeof(struct stat) + length + 1));
  if (!e) return nullptr;
  e->fts_statp = reinterpret_cast<struct stat *>(e + 1);
  e->fts_name = reinterpret_cast<char *>(e->fts_statp + 1);
  memcpy(e->fts_name, name, length);
  e->fts_namelen = length;
  e->fts_parent = parent;
  e->fts_level = parent ? parent->fts_level + 1 : FTS_ROOTLEVEL;
  e->fts_symfd = -1;
  e->fts_instr = kNoInstruction;
  e->fts_fts = fts;
  return e;
}

void free_list(FTSENT *list) {
  while (list) {
    FTSENT *next = list->fts_link;
    if (list->fts_symfd >= 0) close(list->fts_symfd);
    free(list->fts_path);
    free(list);
    list = next;
  }
}

// The path of an entry, of its own: a caller may keep entries of several levels at once.
bool set_path(FTSENT *e) {
  const char *base = e->fts_level > FTS_ROOTLEVEL ? e->fts_parent->fts_path : "";
  size_t length = strlen(base);
  bool slash = length && base[length - 1] != '/';
  auto *path = static_cast<char *>(malloc(length + slash + e->fts_namelen + 1));
  if (!path) return false;
  memcpy(path, base, length);
  if (slash) path[length] = '/';
  memcpy(path + length + slash, e->fts_name, e->fts_namelen + 1);
  e->fts_path = e->fts_accpath = path;
  e->fts_pathlen = length + slash + e->fts_namelen;
  return true;
}

// What kind of file it is; follow looks behind a symbolic link. Sets fts_cycle where a directory is its own ancestor.
int classify(FTS *fts, FTSENT *e, bool follow) {
  struct stat *st = e->fts_statp;
  follow = follow || fts->fts_options & FTS_LOGICAL;
  if (follow ? stat(e->fts_accpath, st) : lstat(e->fts_accpath, st)) {
    int code = errno;
    if (follow && lstat(e->fts_accpath, st) == 0) return FTS_SLNONE; // a link to nowhere
    e->fts_errno = code;
    memset(st, 0, sizeof *st);
    return FTS_NS;
  }
  e->fts_dev = st->st_dev;
  e->fts_ino = st->st_ino;
  e->fts_nlink = st->st_nlink;
  if (S_ISDIR(st->st_mode)) {
    if (is_dot(e->fts_name) && e->fts_level > FTS_ROOTLEVEL) return FTS_DOT;
    for (FTSENT *p = e->fts_parent; p && p->fts_level >= FTS_ROOTLEVEL; p = p->fts_parent)
      if (p->fts_ino == e->fts_ino && p->fts_dev == e->fts_dev) {
        e->fts_cycle = p;
        return FTS_DC;
      }
    return FTS_D;
  }
  return S_ISLNK(st->st_mode) ? FTS_SL : S_ISREG(st->st_mode) ? FTS_F : FTS_DEFAULT;
}

FTSENT *sort(FTS *fts, FTSENT *list, size_t count) {
  if (!fts->fts_compar || count < 2) return list;
  auto **array = static_cast<FTSENT **>(malloc(count * sizeof(FTSENT *)));
  if (!array) return list; // unsorted is better than nothing
  size_t n = 0;
  for (FTSENT *e = list; e; e = e->fts_link) array[n++] = e;
  qsort(array, n, sizeof *array, reinterpret_cast<int (*)(const void *, const void *)>(fts->fts_compar));
  for (size_t i = 0; i < n; i++) array[i]->fts_link = i + 1 < n ? array[i + 1] : nullptr;
  list = array[0];
  free(array);
  return list;
}

// The files of a directory as a sorted list. Null with *error 0: it is empty; else the errno of what failed.
FTSENT *read_directory(FTS *fts, FTSENT *dir, bool names_only, int *error) {
  *error = 0;
  DIR *stream = opendir(dir->fts_accpath);
  if (!stream) {
    *error = errno;
    return nullptr;
  }
  FTSENT *list = nullptr, **tail = &list;
  size_t count = 0;
  for (struct dirent *d; errno = 0, d = readdir(stream);) {
    if (is_dot(d->d_name) && !(fts->fts_options & FTS_SEEDOT)) continue;
    FTSENT *e = make_entry(fts, d->d_name, strlen(d->d_name), dir);
    if (!e || !set_path(e)) {
      free(e);
      errno = ENOMEM;
      break;
    }
    bool is_file = d->d_type != DT_DIR && d->d_type != DT_UNKNOWN;
    bool skip_stat = names_only || ((fts->fts_options & (FTS_NOSTAT | FTS_LOGICAL)) == FTS_NOSTAT && is_file);
    e->fts_info = skip_stat ? FTS_NSOK : classify(fts, e, false);
    *tail = e;
    tail = &e->fts_link;
    count++;
  }
  *error = errno;
  closedir(stream);
  if (*error) {
    free_list(list);
    return nullptr;
  }
  return sort(fts, list, count);
}

// Frees the entry and gives the one after it; the parent, coming back, is a directory in post-order.
FTSENT *leave(FTS *fts, FTSENT *e) {
  FTSENT *next = e->fts_link, *parent = e->fts_parent;
  e->fts_link = nullptr;
  free_list(e);
  if (next) return fts->fts_cur = next;
  fts->fts_cur = parent;
  if (!parent || parent->fts_level == FTS_ROOTPARENTLEVEL) {
    free(parent);
    fts->fts_cur = nullptr;
    errno = 0;
    return nullptr;
  }
  parent->fts_info = parent->fts_errno ? FTS_ERR : FTS_DP;
  return parent;
}

// Goes down into a directory; its first file, or the directory itself again when there is none to be seen.
FTSENT *enter(FTS *fts, FTSENT *dir) {
  FTSENT *list = fts->fts_child;
  int error = 0;
  if (!(dir->fts_flags & kChildrenRead) || fts->fts_options & FTS_NAMEONLY) {
    free_list(list);
    list = read_directory(fts, dir, false, &error);
  }
  fts->fts_child = nullptr;
  fts->fts_options &= ~FTS_NAMEONLY;
  dir->fts_flags &= ~static_cast<unsigned>(kChildrenRead);
  if (!list) {
    dir->fts_errno = error;
    dir->fts_info = error ? FTS_DNR : FTS_DP;
    return dir;
  }
  return fts->fts_cur = list;
}

// An entry of the list becomes the current one: FTS_SKIP set before it was reached takes it out.
FTSENT *arrive(FTS *fts, FTSENT *e) {
  while (e && e->fts_info != FTS_DP && e->fts_info != FTS_ERR && e->fts_instr == FTS_SKIP) e = leave(fts, e);
  if (e && e->fts_instr == FTS_FOLLOW) {
    e->fts_info = classify(fts, e, true);
    e->fts_instr = kNoInstruction;
    e->fts_flags |= kSymlinkFollowed;
  }
  if (!e || e->fts_level != FTS_ROOTLEVEL || e->fts_info == FTS_DP) return e;
  if (e->fts_info == FTS_D) fts->fts_dev = e->fts_dev;
  // From now on a root is called by the last part of its path, as BSD does.
  if (char *slash = strrchr(e->fts_name, '/'); slash && slash[1]) {
    e->fts_namelen = strlen(slash + 1);
    memmove(e->fts_name, slash + 1, e->fts_namelen + 1);
  }
  return e;
}

} // namespace

// Null and errno: EINVAL (options), ENOMEM. Paths that do not exist are entries with FTS_NS.
TERN_EXPORT FTS *fts_open(char *const *paths, int options, int (*compare)(const FTSENT *const *, const FTSENT *const *)) {
  bool logical = options & FTS_LOGICAL, physical = options & FTS_PHYSICAL;
  if (options & ~FTS_OPTIONMASK || logical == physical || !*paths) {
    errno = EINVAL;
    return nullptr;
  }
  auto *fts = static_cast<FTS *>(calloc(1, sizeof(FTS)));
  FTSENT *above = fts ? make_entry(fts, "", 0, nullptr) : nullptr;
  FTSENT *list = nullptr, **tail = &list;
  size_t count = 0;
  bool ok = above;
  if (ok) {
    above->fts_level = FTS_ROOTPARENTLEVEL;
    // No descriptor follows the walk: names are paths from the start, so the caller must not change directory relative to them.
    fts->fts_options = options | FTS_NOCHDIR;
    fts->fts_compar = compare;
    fts->fts_rfd = -1;
  }
  for (; ok && *paths; paths++) {
    size_t length = strlen(*paths);
    while (length > 1 && (*paths)[length - 1] == '/') length--;
    FTSENT *e = make_entry(fts, *paths, length, above);
    if (!e || !(e->fts_path = strdup(e->fts_name))) {
      free(e);
      ok = false;
      break;
    }
    e->fts_accpath = e->fts_path;
    e->fts_pathlen = length;
    e->fts_info = length ? classify(fts, e, options & FTS_COMFOLLOW) : FTS_NS;
    if (!length) e->fts_errno = ENOENT;
    *tail = e;
    tail = &e->fts_link;
    count++;
  }
  if (!ok) {
    free_list(list);
    free(above);
    free(fts);
    errno = ENOMEM;
    return nullptr;
  }
  // A place before the first entry, from which fts_read steps on.
  FTSENT *before = make_entry(fts, "", 0, above);
  if (!before) {
    free_list(list);
    free(above);
    free(fts);
    errno = ENOMEM;
    return nullptr;
  }
  before->fts_info = FTS_INIT;
  before->fts_link = sort(fts, list, count);
  fts->fts_cur = before;
  return fts;
}

// The next entry; null at the end (errno 0) or on failure.
TERN_EXPORT FTSENT *fts_read(FTS *fts) {
  FTSENT *e = fts->fts_cur;
  if (!e || fts->fts_options & FTS_STOP) return nullptr;
  int instruction = e->fts_instr;
  e->fts_instr = kNoInstruction;
  if (instruction == FTS_AGAIN) {
    e->fts_info = classify(fts, e, false);
    return e;
  }
  if (instruction == FTS_FOLLOW && (e->fts_info == FTS_SL || e->fts_info == FTS_SLNONE)) {
    e->fts_info = classify(fts, e, true);
    return e;
  }
  if (e->fts_info == FTS_D) {
    if (instruction != FTS_SKIP && !(fts->fts_options & FTS_XDEV && e->fts_dev != fts->fts_dev))
      return arrive(fts, enter(fts, e));
    free_list(fts->fts_child);
    fts->fts_child = nullptr;
    e->fts_flags &= ~static_cast<unsigned>(kChildrenRead);
    e->fts_info = FTS_DP;
    return e;
  }
  return arrive(fts, leave(fts, e));
}

// The files of the current directory (or the roots, before the first fts_read) as a list by fts_link; FTS_NAMEONLY fills
// in the names only. Null: none (errno 0), or an error.
TERN_EXPORT FTSENT *fts_children(FTS *fts, int options) {
  FTSENT *e = fts->fts_cur;
  if (options && options != FTS_NAMEONLY) {
    errno = EINVAL;
    return nullptr;
  }
  errno = 0;
  if (!e || fts->fts_options & FTS_STOP) return nullptr;
  if (e->fts_info == FTS_INIT) return e->fts_link;
  if (e->fts_info != FTS_D) return nullptr;
  free_list(fts->fts_child);
  int error;
  fts->fts_child = read_directory(fts, e, options == FTS_NAMEONLY, &error);
  if (fts->fts_child) e->fts_flags |= kChildrenRead;
  fts->fts_options = options == FTS_NAMEONLY ? fts->fts_options | FTS_NAMEONLY : fts->fts_options & ~FTS_NAMEONLY;
  errno = error;
  return fts->fts_child;
}

// What to do with an entry when it is read next: FTS_AGAIN, FTS_FOLLOW, FTS_NOINSTR, FTS_SKIP. 1 and EINVAL for others.
TERN_EXPORT int fts_set(FTS *, FTSENT *e, int instruction) {
  if (instruction && instruction != FTS_AGAIN && instruction != FTS_FOLLOW && instruction != FTS_NOINSTR && instruction != FTS_SKIP) {
    errno = EINVAL;
    return 1;
  }
  e->fts_instr = instruction == FTS_NOINSTR ? kNoInstruction : instruction;
  return 0;
}

TERN_EXPORT int fts_close(FTS *fts) {
  for (FTSENT *e = fts->fts_cur; e;) {
    FTSENT *parent = e->fts_parent;
    free_list(e); // with its later siblings
    e = parent;
  }
  free_list(fts->fts_child);
  free(fts);
  return 0;
}

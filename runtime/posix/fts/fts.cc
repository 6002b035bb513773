// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// 4.4BSD fts: a walk over file trees. Entries are reached by their full path; the working directory is never changed, as if
// FTS_NOCHDIR were always given (its callers cannot tell but by the directory).
#include "core/sections.h"
#include <dirent.h>
#include <errno.h>
#include <fts.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

namespace {

// One allocation: the entry, its stat, its path (which is its access path), its name.
FTSENT *make_entry(const char *path, size_t path_length, const char *name, size_t name_length, FTSENT *parent, FTS *fts) {
  auto *e = static_cast<FTSENT *>(calloc(1, sizeof(FTSENT) + sizeof(struct stat) + path_length + name_length + 2));
  if (!e) return nullptr;
  e->fts_statp = reinterpret_cast<struct stat *>(e + 1);
  e->fts_path = e->fts_accpath = reinterpret_cast<char *>(e->fts_statp + 1);
  memcpy(e->fts_path, path, path_length);
  e->fts_name = e->fts_path + path_length + 1;
  memcpy(e->fts_name, name, name_length);
  e->fts_pathlen = path_length;
  e->fts_namelen = name_length;
  e->fts_parent = parent;
  e->fts_level = parent->fts_level + 1;
  e->fts_instr = FTS_NOINSTR;
  e->fts_fts = fts;
  return e;
}

void free_list(FTSENT *e) {
  while (e) {
    FTSENT *next = e->fts_link;
    free(e);
    e = next;
  }
}

int classify(FTS *fts, FTSENT *e, bool follow) {
  struct stat *st = e->fts_statp;
  if (follow ? stat(e->fts_path, st) : lstat(e->fts_path, st)) {
    e->fts_errno = errno;
    if (follow && lstat(e->fts_path, st) == 0) return e->fts_errno = 0, FTS_SLNONE;
    return FTS_NS;
  }
  e->fts_dev = st->st_dev, e->fts_ino = st->st_ino, e->fts_nlink = st->st_nlink;
  if (S_ISDIR(st->st_mode)) {
    if (e->fts_name[0] == '.' && (!e->fts_name[1] || (e->fts_name[1] == '.' && !e->fts_name[2])) && e->fts_level > FTS_ROOTLEVEL) return FTS_DOT;
    for (FTSENT *p = e->fts_parent; p && p->fts_level >= FTS_ROOTLEVEL; p = p->fts_parent)
      if (p->fts_ino == e->fts_ino && p->fts_dev == e->fts_dev) {
        e->fts_cycle = p;
        return FTS_DC;
      }
    return FTS_D;
  }
  return S_ISLNK(st->st_mode) ? FTS_SL : S_ISREG(st->st_mode) ? FTS_F : FTS_DEFAULT;
}

FTSENT *sort_list(FTS *fts, FTSENT *list) {
  size_t n = 0;
  for (FTSENT *e = list; e; e = e->fts_link) n++;
  if (!fts->fts_compar || n < 2) return list;
  auto **array = static_cast<FTSENT **>(malloc(n * sizeof(FTSENT *)));
  if (!array) return list;
  size_t i = 0;
  for (FTSENT *e = list; e; e = e->fts_link) array[i++] = e;
  qsort(array, n, sizeof *array, reinterpret_cast<int (*)(const void *, const void *)>(fts->fts_compar));
  for (i = 0; i + 1 < n; i++) array[i]->fts_link = array[i + 1];
  array[n - 1]->fts_link = nullptr;
  list = array[0];
  free(array);
  return list;
}

// The entries of a directory. null with errno 0: empty. On an error the directory becomes FTS_DNR.
FTSENT *build(FTS *fts, FTSENT *directory, bool names_only) {
  DIR *d = opendir(directory->fts_path);
  if (!d) {
    directory->fts_errno = errno;
    directory->fts_info = FTS_DNR;
    return nullptr;
  }
  FTSENT *head = nullptr, **tail = &head;
  size_t base = directory->fts_pathlen;
  while (base > 1 && directory->fts_path[base - 1] == '/') base--;
  bool root = base == 1 && directory->fts_path[0] == '/';
  bool failed = false;
  while (dirent *e = (errno = 0, readdir(d))) {
    if (e->d_name[0] == '.' && (!e->d_name[1] || (e->d_name[1] == '.' && !e->d_name[2])) && !(fts->fts_options & FTS_SEEDOT)) continue;
    size_t n = strlen(e->d_name), length = base + !root + n;
    auto *path = static_cast<char *>(malloc(length + 1));
    FTSENT *entry = nullptr;
    if (path) {
      memcpy(path, directory->fts_path, base);
      if (!root) path[base] = '/';
      memcpy(path + base + !root, e->d_name, n + 1);
      entry = make_entry(path, length, e->d_name, n, directory, fts);
      free(path);
    }
    if (!entry) {
      failed = true;
      break;
    }
    bool may_skip = names_only || ((fts->fts_options & FTS_NOSTAT) && e->d_type != DT_UNKNOWN && e->d_type != DT_DIR && (e->d_type != DT_LNK || (fts->fts_options & FTS_PHYSICAL)));
    entry->fts_ino = e->d_ino;
    entry->fts_info = may_skip ? FTS_NSOK : classify(fts, entry, fts->fts_options & FTS_LOGICAL);
    *tail = entry;
    tail = &entry->fts_link;
  }
  closedir(d);
  if (failed) {
    free_list(head);
    errno = ENOMEM;
    fts->fts_options |= FTS_STOP;
    directory->fts_info = FTS_ERR;
    return nullptr;
  }
  errno = 0;
  return sort_list(fts, head);
}

} // namespace

TERN_EXPORT FTS *fts_open(char *const *paths, int options, int (*compare)(const FTSENT *const *, const FTSENT *const *)) {
  if ((options & ~FTS_OPTIONMASK) || !(options & (FTS_LOGICAL | FTS_PHYSICAL)) || !*paths) return errno = EINVAL, nullptr;
  auto *fts = static_cast<FTS *>(calloc(1, sizeof(FTS)));
  auto *parent = static_cast<FTSENT *>(calloc(1, sizeof(FTSENT)));
  if (!fts || !parent) {
    free(fts), free(parent);
    return nullptr;
  }
  parent->fts_level = FTS_ROOTPARENTLEVEL;
  fts->fts_compar = compare;
  fts->fts_options = options;
  FTSENT *head = nullptr, **tail = &head;
  for (; *paths; paths++) {
    size_t n = strlen(*paths);
    const char *name = *paths;
    for (size_t i = 0; i + 1 < n; i++)
      if ((*paths)[i] == '/' && (*paths)[i + 1] != '/') name = *paths + i + 1;
    FTSENT *e = n ? make_entry(*paths, n, name, strlen(name), parent, fts) : nullptr;
    if (!e) {
      errno = n ? ENOMEM : ENOENT;
      free_list(head);
      free(parent), free(fts);
      return nullptr;
    }
    e->fts_info = classify(fts, e, options & (FTS_COMFOLLOW | FTS_LOGICAL));
    *tail = e;
    tail = &e->fts_link;
  }
  // A first entry before all others: the first read steps on from it.
  FTSENT *start = make_entry("", 0, "", 0, parent, fts);
  if (!start) {
    free_list(head);
    free(parent), free(fts);
    return nullptr;
  }
  start->fts_info = FTS_INIT;
  start->fts_link = sort_list(fts, head);
  fts->fts_cur = start;
  return fts;
}

static FTSENT *enter(FTS *fts, FTSENT *e) {
  fts->fts_cur = e;
  if (e->fts_level == FTS_ROOTLEVEL) fts->fts_dev = e->fts_dev;
  return e;
}

TERN_EXPORT FTSENT *fts_read(FTS *fts) {
  FTSENT *e = fts->fts_cur;
  if (!e || (fts->fts_options & FTS_STOP)) return nullptr;
  int instruction = e->fts_instr;
  e->fts_instr = FTS_NOINSTR;
  if (instruction == FTS_AGAIN) return e->fts_info = classify(fts, e, fts->fts_options & FTS_LOGICAL), e;
  if (instruction == FTS_FOLLOW && (e->fts_info == FTS_SL || e->fts_info == FTS_SLNONE)) return e->fts_info = classify(fts, e, true), e;
  if (e->fts_info == FTS_D) {
    bool other = (fts->fts_options & FTS_XDEV) && e->fts_dev != fts->fts_dev;
    if (instruction == FTS_SKIP || other) {
      free_list(fts->fts_child);
      fts->fts_child = nullptr;
      e->fts_info = FTS_DP;
      return e;
    }
    FTSENT *child = fts->fts_child;
    if (child && (fts->fts_options & FTS_NAMEONLY)) free_list(child), child = nullptr;
    if (!child) child = build(fts, e, false);
    fts->fts_options &= ~FTS_NAMEONLY;
    fts->fts_child = nullptr;
    if (child) return enter(fts, child);
    if (fts->fts_options & FTS_STOP) return nullptr;
    if (e->fts_info == FTS_D) e->fts_info = FTS_DP;
    return e; // empty, or FTS_DNR
  }
  // On to the next one of this directory, or back to the directory itself.
  for (;;) {
    FTSENT *next = e->fts_link, *parent = e->fts_parent;
    if (next) {
      free(e);
      e = next;
      if (e->fts_instr == FTS_SKIP) continue;
      if (e->fts_instr == FTS_FOLLOW) e->fts_info = classify(fts, e, true), e->fts_instr = FTS_NOINSTR;
      return enter(fts, e);
    }
    free(e);
    fts->fts_cur = parent;
    if (parent->fts_level == FTS_ROOTPARENTLEVEL) {
      free(parent);
      fts->fts_cur = nullptr;
      errno = 0;
      return nullptr;
    }
    parent->fts_info = parent->fts_errno ? FTS_ERR : FTS_DP;
    return parent;
  }
}

TERN_EXPORT FTSENT *fts_children(FTS *fts, int instruction) {
  if (instruction && instruction != FTS_NAMEONLY) return errno = EINVAL, nullptr;
  FTSENT *e = fts->fts_cur;
  errno = 0;
  if (!e || (fts->fts_options & FTS_STOP)) return nullptr;
  if (e->fts_info == FTS_INIT) return e->fts_link;
  if (e->fts_info != FTS_D) return nullptr;
  free_list(fts->fts_child);
  if (instruction == FTS_NAMEONLY) fts->fts_options |= FTS_NAMEONLY;
  else fts->fts_options &= ~FTS_NAMEONLY;
  return fts->fts_child = build(fts, e, instruction == FTS_NAMEONLY);
}

TERN_EXPORT int fts_set(FTS *, FTSENT *e, int instruction) {
  if (instruction && instruction != FTS_AGAIN && instruction != FTS_FOLLOW && instruction != FTS_NOINSTR && instruction != FTS_SKIP)
    return errno = EINVAL, -1;
  e->fts_instr = instruction;
  return 0;
}

TERN_EXPORT int fts_close(FTS *fts) {
  free_list(fts->fts_child);
  for (FTSENT *e = fts->fts_cur; e;) {
    FTSENT *parent = e->fts_parent;
    if (e->fts_level == FTS_ROOTPARENTLEVEL) {
      free(e);
      break;
    }
    free_list(e);
    e = parent;
  }
  free(fts->fts_array);
  free(fts);
  return 0;
}

// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The mount table as a stream. The system's table (/etc/mtab, /proc/mounts) comes from memory; another file is read as text.
#include "core/wait.h"
#include "fs/mount_table.h"
#include "fs/mounts.h"
#include "fs/name_map.h"
#include "nt/volume.h"
#include <mntent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

using namespace tern;

static void escape(FILE *f, const char *s) {
  for (; *s; s++)
    if (*s == ' ' || *s == '\t' || *s == '\n' || *s == '\\') fprintf(f, "\\%03o", static_cast<unsigned char>(*s));
    else putc(*s, f);
}

static void unescape(char *s) {
  char *to = s;
  for (; *s; s++)
    if (s[0] == '\\' && s[1] >= '0' && s[1] <= '3' && s[2] >= '0' && s[2] <= '7' && s[3] >= '0' && s[3] <= '7') {
      *to++ = static_cast<char>((s[1] - '0') << 6 | (s[2] - '0') << 3 | (s[3] - '0'));
      s += 3;
    } else {
      *to++ = *s;
    }
  *to = 0;
}

static void write_one(FILE *f, const char16_t *native, size_t n, const char *dir, uint32_t flags) {
  char source[4096];
  size_t skip = n > 4 ? 4 : 0, k = fs::to_posix(native + skip, n - skip, source, sizeof source - 1);
  source[k == SIZE_MAX ? 0 : k] = 0;
  escape(f, source);
  putc(' ', f);
  escape(f, *dir ? dir : "/");
  fprintf(f, " ntfs %s%s%s%s%s%s 0 0\n", flags & fs::kMountText ? "text" : "binary", flags & fs::kMountNoAcl ? ",noacl" : "",
          flags & fs::kMountExec ? ",exec" : "", flags & fs::kMountNotExec ? ",notexec" : "", flags & fs::kMountBind ? ",bind" : "",
          flags & fs::kMountUser ? ",user" : flags & fs::kMountAutomatic ? ",auto" : "");
}

// The table as text in a stream over memory.
static FILE *system_table() {
  FILE *f = fmemopen(nullptr, 128 * 1024, "w+");
  if (!f) return nullptr;
  fs::mounts_refresh();
  auto &t = fs::mounts();
  for (size_t i = 0; i < t.count(); i++) write_one(f, t.at(i).native, t.at(i).native_length, t.at(i).posix, t.at(i).flags);
  uint32_t letters = nt::drive_letters();
  for (char16_t c = 0; c < 26; c++) {
    if (!(letters >> c & 1)) continue;
    char16_t native[] = u"\\??\\?:";
    native[4] = static_cast<char16_t>('A' + c);
    char dir[300];
    snprintf(dir, sizeof dir, "%s/%c", strcmp(t.cygdrive(), "/") ? t.cygdrive() : "", 'a' + c);
    write_one(f, native, 6, dir, fs::kMountUser);
  }
  rewind(f);
  return f;
}

// BSD, GNU setmntent(): a stream for getmntent(). null and errno on failure.
TERN_EXPORT FILE *setmntent(const char *file, const char *mode) {
  bool system = !strcmp(file, MOUNTED) || !strcmp(file, "/proc/mounts") || !strcmp(file, "/proc/self/mounts");
  return system && mode[0] == 'r' ? system_table() : fopen(file, mode);
}

// GNU getmntent_r(): the next entry, its text in `buffer`; null at the end.
TERN_EXPORT mntent *getmntent_r(FILE *f, mntent *m, char *buffer, int size) {
  while (fgets(buffer, size, f)) {
    char *fields[6] = {}, *rest = buffer;
    int n = 0;
    while (n < 6 && (fields[n] = strsep(&rest, " \t\n"))) n += *fields[n] != 0;
    if (n < 3 || fields[0][0] == '#') continue;
    for (int i = 0; i < 4 && i < n; i++) unescape(fields[i]);
    static char empty[] = "";
    *m = {fields[0], fields[1], fields[2], n > 3 ? fields[3] : empty, n > 4 ? atoi(fields[4]) : 0, n > 5 ? atoi(fields[5]) : 0};
    return m;
  }
  return nullptr;
}

// getmntent(): not thread-safe.
TERN_EXPORT mntent *getmntent(FILE *f) {
  static mntent m;
  static char buffer[8192];
  return getmntent_r(f, &m, buffer, sizeof buffer);
}

TERN_EXPORT int endmntent(FILE *f) {
  if (f) fclose(f);
  return 1;
}

TERN_EXPORT char *hasmntopt(const mntent *m, const char *option) {
  size_t n = strlen(option);
  for (char *s = m->mnt_opts; (s = strstr(s, option)); s += n)
    if ((s == m->mnt_opts || s[-1] == ',') && (s[n] == 0 || s[n] == ',' || s[n] == '=')) return s;
  return nullptr;
}

TERN_EXPORT int addmntent(FILE *f, const mntent *m) {
  if (fseek(f, 0, SEEK_END)) return 1;
  const char *fields[] = {m->mnt_fsname, m->mnt_dir, m->mnt_type, m->mnt_opts};
  for (auto *s : fields) escape(f, s), putc(' ', f);
  return fprintf(f, "%d %d\n", m->mnt_freq, m->mnt_passno) < 0;
}

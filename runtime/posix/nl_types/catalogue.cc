// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// catopen, catgets, catclose: POSIX XSH catopen. Catalogues are what gencat writes in the format of the BSDs and musl:
// big-endian 32-bit words; header {0xff88ff89, sets, bytes, offset of messages' table, offset of texts}, behind it the sets
// {number, messages, index of the first}, the messages {number, length, offset}, the texts, each ending in NUL.
#include "core/sections.h"
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <locale.h>
#include <nl_types.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct __tern_catalogue {
  size_t size; // of what follows
  unsigned char data[];
};

namespace {

constexpr uint32_t kMagic = 0xff88ff89;
constexpr size_t kHeader = 20, kEntry = 12;
const nl_catd kNone = reinterpret_cast<nl_catd>(-1);

uint32_t word(const nl_catd cat, size_t at) {
  const unsigned char *p = cat->data + at;
  return static_cast<uint32_t>(p[0]) << 24 | static_cast<uint32_t>(p[1]) << 16 | static_cast<uint32_t>(p[2]) << 8 | p[3];
}

bool is_valid(const nl_catd cat) {
  if (cat->size < kHeader || word(cat, 0) != kMagic) return false;
  size_t body = cat->size - kHeader, messages = word(cat, 12), texts = word(cat, 16);
  return word(cat, 8) <= body && messages <= texts && texts <= body && word(cat, 4) <= messages / kEntry &&
         cat->data[cat->size - 1] == 0;
}

nl_catd load(const char *path) {
  int fd = open(path, O_RDONLY | O_CLOEXEC);
  if (fd < 0) return kNone;
  struct stat st;
  nl_catd cat = kNone;
  if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && st.st_size > 0 && st.st_size < 1 << 30) {
    auto size = static_cast<size_t>(st.st_size);
    cat = static_cast<nl_catd>(malloc(sizeof *cat + size));
    if (cat) {
      cat->size = size;
      size_t have = 0;
      for (ssize_t n; have < size && (n = read(fd, cat->data + have, size - have)) > 0;) have += static_cast<size_t>(n);
      if (have != size || !is_valid(cat)) {
        free(cat);
        errno = ENOENT;
        cat = kNone;
      }
    } else {
      cat = kNone;
    }
  } else {
    errno = ENOENT;
  }
  close(fd);
  return cat;
}

struct Text {
  char buffer[PATH_MAX];
  size_t length = 0;
  bool add(const char *from, size_t n) {
    if (length + n >= sizeof buffer) return false;
    memcpy(buffer + length, from, n);
    buffer[length += n] = 0;
    return true;
  }
};

// One template of NLSPATH with %N name, %L locale, %l language, %t territory, %c codeset, %% filled in.
bool fill(const char *begin, const char *end, const char *name, const char *locale, Text &path) {
  size_t language = strcspn(locale, "_.@");
  const char *dot = strchr(locale, '.'), *under = locale[language] == '_' ? locale + language + 1 : "";
  for (const char *p = begin; p < end; p++) {
    bool ok = true;
    if (*p != '%' || p + 1 == end) {
      ok = path.add(p, 1);
    } else {
      switch (*++p) {
      case 'N': ok = path.add(name, strlen(name)); break;
      case 'L': ok = path.add(locale, strlen(locale)); break;
      case 'l': ok = path.add(locale, language); break;
      case 't': ok = path.add(under, strcspn(under, ".@")); break;
      case 'c': ok = !dot || path.add(dot + 1, strcspn(dot + 1, "@")); break;
      case '%': ok = path.add("%", 1); break;
      default: break; // an unknown field is empty
      }
    }
    if (!ok) return false;
  }
  return true;
}

} // namespace

// (nl_catd)-1 and errno: ENOENT, EACCES, EMFILE, ENOMEM. A name with a slash is a path; others are looked for by NLSPATH, then in
// /usr/share/nls. flag NL_CAT_LOCALE takes the language from LC_MESSAGES, 0 from LANG.
TERN_EXPORT nl_catd catopen(const char *name, int flag) {
  if (!*name) {
    errno = ENOENT;
    return kNone;
  }
  if (strchr(name, '/')) return load(name);
  const char *locale = flag == NL_CAT_LOCALE ? setlocale(LC_MESSAGES, nullptr) : getenv("LANG");
  if (!locale || !*locale || strchr(locale, '/')) locale = "C";
  const char *templates = secure_getenv("NLSPATH");
  const char *lists[] = {templates ? templates : "", "/usr/share/nls/%L/%N.cat:/usr/share/nls/%l/%N.cat:/usr/share/nls/%N/%L"};
  for (const char *list : lists)
    for (const char *begin = list; *begin;) {
      const char *end = begin + strcspn(begin, ":");
      Text path;
      if (begin == end) path.add(name, strlen(name)); // an empty template is the name itself
      if (fill(begin, end, name, locale, path)) {
        nl_catd cat = load(path.buffer);
        if (cat != kNone) return cat;
      }
      begin = end + (*end == ':');
    }
  errno = ENOENT;
  return kNone;
}

// Finds the entry with a number among count sorted ones that begin at table; its offset, or 0.
static size_t find(nl_catd cat, size_t table, uint32_t count, uint32_t number) {
  uint32_t low = 0, high = count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    size_t at = table + middle * kEntry;
    uint32_t found = word(cat, at);
    if (found == number) return at;
    if (found < number) low = middle + 1;
    else high = middle;
  }
  return 0;
}

// The text, which belongs to the catalogue; fallback and errno ENOMSG when there is none, EBADF for an invalid descriptor.
TERN_EXPORT char *catgets(nl_catd cat, int set, int message, const char *fallback) {
  auto *none = const_cast<char *>(fallback);
  if (cat == kNone || !cat) {
    errno = EBADF;
    return none;
  }
  size_t messages = kHeader + word(cat, 12), texts = kHeader + word(cat, 16);
  size_t at = find(cat, kHeader, word(cat, 4), static_cast<uint32_t>(set));
  if (at) {
    uint32_t count = word(cat, at + 4), first = word(cat, at + 8), all = static_cast<uint32_t>((texts - messages) / kEntry);
    if (first <= all && count <= all - first) at = find(cat, messages + first * kEntry, count, static_cast<uint32_t>(message));
    else at = 0;
  }
  if (at && texts + word(cat, at + 8) < cat->size) return reinterpret_cast<char *>(cat->data + texts + word(cat, at + 8));
  errno = ENOMSG;
  return none;
}

TERN_EXPORT int catclose(nl_catd cat) {
  if (cat == kNone || !cat) {
    errno = EBADF;
    return -1;
  }
  free(cat);
  return 0;
}

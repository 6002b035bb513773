// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// iconv_open(), iconv(), iconv_close(): newlib's, in this archive with the
// prefix tern_newlib_, under the names that programs use, and the East Asian
// encodings, which newlib has tables of 600 KB for, by Windows' code pages.
#include <errno.h>
#include <iconv.h>
#include <langinfo.h>
#include <limits.h>
#include <reent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <wchar.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))
static const iconv_t kNone = (iconv_t)-1;

iconv_t tern_newlib_iconv_open(const char *to, const char *from);
size_t tern_newlib_iconv(iconv_t, char **restrict in, size_t *restrict left, char **restrict out, size_t *restrict room);
int tern_newlib_iconv_close(iconv_t);

typedef int to_wide_function(struct _reent *, wchar_t *, const char *, size_t, mbstate_t *);
typedef int from_wide_function(struct _reent *, char *, wchar_t, mbstate_t *);
to_wide_function __gbk_mbtowc, __gb18030_mbtowc, __big5_mbtowc, __kr_mbtowc, __sjis_mbtowc, __eucjp_mbtowc;
from_wide_function __gbk_wctomb, __gb18030_wctomb, __big5_wctomb, __kr_wctomb, __sjis_wctomb, __eucjp_wctomb;

// An encoding whose characters Windows converts (multibyte.c).
struct codepage {
  to_wide_function *to_wide;
  from_wide_function *from_wide;
  const char *names; // each between blanks
};
static const struct codepage kCodepages[] = {
    {__gbk_mbtowc, __gbk_wctomb, " GBK CP936 MS936 WINDOWS-936 GB2312 EUC-CN EUCCN "},
    {__gb18030_mbtowc, __gb18030_wctomb, " GB18030 "},
    {__big5_mbtowc, __big5_wctomb, " BIG5 BIG-5 CP950 BIG-FIVE CN-BIG5 "},
    {__kr_mbtowc, __kr_wctomb, " EUC-KR EUCKR CP949 UHC KS_C_5601-1987 "},
    {__sjis_mbtowc, __sjis_wctomb, " SHIFT_JIS SHIFT-JIS SJIS CP932 MS_KANJI WINDOWS-31J CSSHIFTJIS "},
    {__eucjp_mbtowc, __eucjp_wctomb, " EUC-JP EUCJP "},
};

// Names of GNU's and of standards that newlib has no alias for. wchar_t is
// UTF-16 here.
static const struct {
  const char *name, *newlib;
} kNames[] = {
    {"UTF-32", "UCS-4"},          {"UTF-32LE", "UCS-4LE"},       {"UTF-32BE", "UCS-4BE"}, {"WCHAR_T", "UTF-16LE"},
    {"CP65001", "UTF-8"},         {"ANSI_X3.4-1968", "US-ASCII"}, {"646", "US-ASCII"},     {"ISO-10646-UCS-2", "UCS-2"},
    {"ISO-10646-UCS-4", "UCS-4"}, {"CP1200", "UTF-16LE"},        {"CP1201", "UTF-16BE"},
};

// What iconv_t points to. With a code page on one side at least, characters go
// through UTF-16 one at a time; newlib converts the other side.
struct descriptor {
  const struct codepage *from, *to;
  iconv_t newlib_from, newlib_to; // to and from UTF-16LE; without code pages newlib_from does all
};

enum { kNameSize = 64 };

// Writes the name without GNU's "//TRANSLIT" and "//IGNORE", which change
// nothing here, as newlib knows it; the empty name is the locale's charset.
static int newlib_name(const char *name, char buffer[kNameSize]) {
  size_t length = strcspn(name, "/");
  if (length >= kNameSize)
    return -1;
  snprintf(buffer, kNameSize, "%.*s", (int)length, name);
  if (!*buffer || strcasecmp(buffer, "char") == 0)
    snprintf(buffer, kNameSize, "%s", nl_langinfo(CODESET));
  for (size_t i = 0; i < COUNT(kNames); ++i)
    if (strcasecmp(buffer, kNames[i].name) == 0)
      strcpy(buffer, kNames[i].newlib);
  if (strncasecmp(buffer, "WINDOWS-125", 11) == 0) {
    memmove(buffer + 2, buffer + 8, strlen(buffer + 8) + 1);
    memcpy(buffer, "CP", 2);
  }
  return 0;
}

static const struct codepage *find_codepage(const char *name) {
  char wanted[kNameSize + 2];
  snprintf(wanted, sizeof wanted, " %s ", name);
  for (size_t i = 0; i < COUNT(kCodepages); ++i)
    if (strcasestr(kCodepages[i].names, wanted))
      return &kCodepages[i];
  return NULL;
}

static int open_sides(struct descriptor *d, const char *to, const char *from) {
  d->from = find_codepage(from);
  d->to = find_codepage(to);
  d->newlib_from = d->newlib_to = kNone;
  if (!d->from && !d->to) {
    d->newlib_from = tern_newlib_iconv_open(to, from);
    return d->newlib_from == kNone ? -1 : 0;
  }
  if (!d->from && (d->newlib_from = tern_newlib_iconv_open("UTF-16LE", from)) == kNone)
    return -1;
  if (!d->to && (d->newlib_to = tern_newlib_iconv_open(to, "UTF-16LE")) == kNone) {
    if (d->newlib_from != kNone)
      tern_newlib_iconv_close(d->newlib_from);
    return -1;
  }
  return 0;
}

// POSIX.1-2024: a conversion descriptor, or (iconv_t)-1 with EINVAL where one
// of the encodings is not known, ENOMEM.
iconv_t iconv_open(const char *to, const char *from) {
  char to_name[kNameSize], from_name[kNameSize];
  if (newlib_name(to, to_name) || newlib_name(from, from_name)) {
    errno = EINVAL;
    return kNone;
  }
  struct descriptor *d = malloc(sizeof *d);
  if (!d)
    return kNone;
  int before = errno;
  errno = 0;
  if (open_sides(d, to_name, from_name)) {
    int error = errno == ENOMEM ? ENOMEM : EINVAL;
    free(d);
    errno = error;
    return kNone;
  }
  errno = before;
  return (iconv_t)d;
}

int iconv_close(iconv_t descriptor) {
  struct descriptor *d = (struct descriptor *)descriptor;
  if (d->newlib_from != kNone)
    tern_newlib_iconv_close(d->newlib_from);
  if (d->newlib_to != kNone)
    tern_newlib_iconv_close(d->newlib_to);
  free(d);
  return 0;
}

// Takes one character as 1 or 2 UTF-16 units. Returns how many there are, 0
// where the input only changed the state (a byte order mark), -1 with EILSEQ or
// EINVAL; *in moves over what was taken.
static int take_character(struct descriptor *d, char **in, size_t *left, wchar_t units[2]) {
  if (d->from) {
    mbstate_t state = {0};
    int n = d->from->to_wide(_REENT, units, *in, *left, &state);
    if (n < 0) {
      errno = n == -2 ? EINVAL : EILSEQ;
      return -1;
    }
    n += n == 0; // the null character
    *in += n;
    *left -= (size_t)n;
    return 1;
  }
  // Room for one unit, then for two: a character that does not fit is not taken.
  for (size_t size = sizeof *units; size <= 2 * sizeof *units; size += sizeof *units) {
    char *out = (char *)units;
    size_t room = size;
    size_t status = tern_newlib_iconv(d->newlib_from, in, left, &out, &room);
    if (room < size || status != (size_t)-1)
      return (int)((size - room) / sizeof *units);
    if (errno != E2BIG)
      return -1;
  }
  return -1;
}

// Writes one character. Returns -1 with E2BIG or EILSEQ.
static int put_character(struct descriptor *d, wchar_t *units, int count, char **out, size_t *room) {
  if (d->to) {
    char bytes[MB_LEN_MAX];
    mbstate_t state = {0};
    int n = count == 1 ? d->to->from_wide(_REENT, bytes, units[0], &state) : -1;
    if (n < 0 || (size_t)n > *room) {
      errno = n < 0 ? EILSEQ : E2BIG;
      return -1;
    }
    memcpy(*out, bytes, (size_t)n);
    *out += n;
    *room -= (size_t)n;
    return 0;
  }
  char *in = (char *)units;
  size_t left = (size_t)count * sizeof *units;
  return tern_newlib_iconv(d->newlib_to, &in, &left, out, room) == (size_t)-1 ? -1 : 0;
}

// POSIX.1-2024: the number of characters that were replaced (none by code
// pages), or (size_t)-1 with E2BIG, EILSEQ (in points at it) or EINVAL (an
// incomplete character at the end).
size_t iconv(iconv_t descriptor, char **restrict in, size_t *restrict left, char **restrict out,
             size_t *restrict room) {
  struct descriptor *d = (struct descriptor *)descriptor;
  if (!d->from && !d->to)
    return tern_newlib_iconv(d->newlib_from, in, left, out, room);
  if (!in || !*in) {
    if (d->newlib_from != kNone)
      tern_newlib_iconv(d->newlib_from, NULL, NULL, NULL, NULL);
    return d->newlib_to != kNone ? tern_newlib_iconv(d->newlib_to, NULL, NULL, out, room) : 0;
  }
  while (*left) {
    char *next = *in;
    size_t rest = *left;
    wchar_t units[2];
    int count = take_character(d, &next, &rest, units);
    if (count < 0 || (count > 0 && put_character(d, units, count, out, room)))
      return (size_t)-1;
    *in = next;
    *left = rest;
  }
  return 0;
}

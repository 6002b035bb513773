// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// iconv_open(): newlib's under the names that programs use. newlib's own, in
// this archive as tern_newlib_iconv_open, knows few of them and sets no errno.
#include <errno.h>
#include <iconv.h>
#include <langinfo.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

iconv_t tern_newlib_iconv_open(const char *to, const char *from);

// Names of GNU's and of standards that newlib has no alias for. wchar_t is
// UTF-16 here.
static const struct {
  const char *name, *newlib;
} kNames[] = {
    {"UTF-32", "UCS-4"},         {"UTF-32LE", "UCS-4LE"},      {"UTF-32BE", "UCS-4BE"}, {"WCHAR_T", "UTF-16LE"},
    {"CP65001", "UTF-8"},        {"ANSI_X3.4-1968", "US-ASCII"}, {"646", "US-ASCII"},     {"ISO-10646-UCS-2", "UCS-2"},
    {"ISO-10646-UCS-4", "UCS-4"}, {"CP1200", "UTF-16LE"},       {"CP1201", "UTF-16BE"},
};

enum { kNameSize = 64 };

// Writes newlib's name for the encoding: without GNU's "//TRANSLIT" and
// "//IGNORE", which change nothing here; the empty name is the locale's charset.
static const char *newlib_name(const char *name, char buffer[kNameSize]) {
  size_t length = strcspn(name, "/");
  if (length >= kNameSize)
    return NULL;
  snprintf(buffer, kNameSize, "%.*s", (int)length, name);
  if (!*buffer || strcasecmp(buffer, "char") == 0)
    snprintf(buffer, kNameSize, "%s", nl_langinfo(CODESET));
  for (size_t i = 0; i < sizeof kNames / sizeof *kNames; ++i)
    if (strcasecmp(buffer, kNames[i].name) == 0)
      return kNames[i].newlib;
  if (strncasecmp(buffer, "WINDOWS-125", 11) == 0) {
    memmove(buffer + 2, buffer + 8, strlen(buffer + 8) + 1);
    memcpy(buffer, "CP", 2);
  }
  return buffer;
}

// POSIX.1-2024: a conversion descriptor, or (iconv_t)-1 with EINVAL where one
// of the encodings is not known, ENOMEM.
iconv_t iconv_open(const char *to, const char *from) {
  char to_buffer[kNameSize], from_buffer[kNameSize];
  const char *to_name = newlib_name(to, to_buffer), *from_name = newlib_name(from, from_buffer);
  int before = errno;
  errno = 0;
  iconv_t descriptor =
      to_name && from_name ? tern_newlib_iconv_open(to_name, from_name) : (iconv_t)-1;
  if (descriptor != (iconv_t)-1)
    errno = before;
  else if (errno != ENOMEM)
    errno = EINVAL;
  return descriptor;
}

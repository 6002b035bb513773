// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <errno.h>
#include <iconv.h>
#include <string.h>

#include "../check.h"

static void convert(const char *from, const char *to, const char *input, size_t size, const char *expected,
                    size_t expected_size) {
  iconv_t descriptor = iconv_open(to, from);
  CHECK(descriptor != (iconv_t)-1);
  if (descriptor == (iconv_t)-1)
    return;
  char buffer[64], *in = (char *)input, *out = buffer;
  size_t left = size, room = sizeof buffer;
  CHECK(iconv(descriptor, &in, &left, &out, &room) != (size_t)-1);
  CHECK(left == 0 && (size_t)(out - buffer) == expected_size);
  CHECK(memcmp(buffer, expected, expected_size) == 0);
  CHECK(iconv_close(descriptor) == 0);
}

int main(void) {
  convert("ISO-8859-1", "UTF-8", "\344", 1, "\303\244", 2);
  convert("UTF-8", "UTF-16LE", "\360\237\230\200", 4, "\075\330\000\336", 4);
  convert("KOI8-R", "UTF-8", "\301", 1, "\320\260", 2);
  convert("UTF-8//IGNORE", "UTF-32LE", "\303\244", 2, "\344\0\0\0", 4);
  convert("WINDOWS-1251", "utf8", "\340", 1, "\320\260", 2);
  convert("SHIFT_JIS", "UTF-8", "a\203A", 3, "a\343\202\242", 4);
  convert("UTF-8", "EUC-JP", "\343\202\242b", 4, "\245\242b", 3);
  convert("GBK", "BIG5", "\326\320", 2, "\244\244", 2);
  convert("EUC-KR", "UTF-16LE", "\307\321", 2, "\134\325", 2);
  convert("ASCII", "LATIN1", "a", 1, "a", 1);
  convert("UTF-8", "CP1252", "\342\202\254", 3, "\200", 1);

  iconv_t descriptor = iconv_open("ISO-8859-1", "UTF-8");
  char incomplete[] = "\303", wrong[] = "a\377", *in = incomplete, buffer[8], *out = buffer;
  size_t left = 1, room = sizeof buffer;
  errno = 0;
  CHECK(iconv(descriptor, &in, &left, &out, &room) == (size_t)-1 && errno == EINVAL);
  in = wrong;
  left = 2;
  errno = 0;
  CHECK(iconv(descriptor, &in, &left, &out, &room) == (size_t)-1 && errno == EILSEQ && left == 1);
  iconv_close(descriptor);
  errno = 0;
  CHECK(iconv_open("UTF-8", "no such charset") == (iconv_t)-1 && errno == EINVAL);
  return check_result();
}

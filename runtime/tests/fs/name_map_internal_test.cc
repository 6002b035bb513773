// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "fs/link_format.h"
#include "fs/mount_table.h"
#include "fs/name_map.h"
#include <gtest/gtest.h>
#include <string.h>
#include <string>

using namespace tern::fs;

static std::string round_trip(const std::string &s, NameRules rules = {true, true}) {
  char16_t native[1000];
  char back[3000];
  size_t n = to_native(s.data(), s.size(), native, 1000, rules);
  if (n == SIZE_MAX) return "(too long)";
  size_t k = to_posix(native, n, back, sizeof back, rules);
  return std::string(back, k);
}

TEST(NameMap, RoundTrips) {
  for (std::string s : {"plain", "a:b*c?\"<>|", "trail.", "trail ", " lead", ".", "..", "a/../b", "x. /y", "\xff", "\x80\x81", "caf\xc3\xa9",
                        "\xf0\x9f\x90\xa6", "\xef\x80\xaa", "\xed\xa0\x80", "\xed\xa0\x80\xed\xb0\x80", "ctl\x01\x1f", "\xef\x82\x80", "..."}) {
    EXPECT_EQ(round_trip(s), s);
    EXPECT_EQ(round_trip(s, {false, false}), s);
  }
}

TEST(NameMap, EveryByte) {
  for (int a = 1; a < 256; a++)
    for (int b = 1; b < 256; b++) {
      if (a == '/' || b == '/' || a == '\\' || b == '\\') continue;
      std::string s = {static_cast<char>(a), static_cast<char>(b)};
      ASSERT_EQ(round_trip(s), s) << a << " " << b;
    }
}

TEST(NameMap, ForbiddenCharactersDoNotReachNt) {
  char16_t out[20];
  size_t n = to_native("a:*.", 4, out, 20, {true, true});
  ASSERT_EQ(n, 4u);
  EXPECT_EQ(out[1], 0xF03A);
  EXPECT_EQ(out[2], 0xF02A);
  EXPECT_EQ(out[3], 0xF02E);
}

static std::u16string native_of(const MountTable &t, const char *posix) {
  char16_t out[500];
  size_t n;
  uint32_t flags;
  return t.to_native(posix, strlen(posix), out, 500, n, flags) ? std::u16string(out, n) : u"(none)";
}
static std::string posix_of(const MountTable &t, std::u16string native) {
  char out[500];
  size_t n;
  return t.to_posix(native.data(), native.size(), out, 500, n) ? std::string(out, n) : "(none)";
}

TEST(MountTable, LongestPrefixWins) {
  static MountTable t;
  t.add("", 0, u"\\??\\C:\\tern", 11, "C:\\tern", 0);
  t.add("/usr/bin", 8, u"\\??\\C:\\tern\\bin", 15, "", 0);
  t.add("/home", 5, u"\\??\\D:", 6, "", 0);
  EXPECT_EQ(native_of(t, ""), u"\\??\\C:\\tern");
  EXPECT_EQ(native_of(t, "/usr/bin/sh"), u"\\??\\C:\\tern\\bin\\sh");
  EXPECT_EQ(native_of(t, "/usr/binary"), u"\\??\\C:\\tern\\usr\\binary");
  EXPECT_EQ(native_of(t, "/home"), u"\\??\\D:\\");
  EXPECT_EQ(native_of(t, "/home/x"), u"\\??\\D:\\x");
  EXPECT_EQ(native_of(t, "/cygdrive/e/y"), u"\\??\\E:\\y");
  EXPECT_EQ(native_of(t, "/cygdrive/e"), u"\\??\\E:\\");
  EXPECT_EQ(native_of(t, "/cygdrive/ee"), u"\\??\\C:\\tern\\cygdrive\\ee");
  EXPECT_EQ(native_of(t, "//server/share/x"), u"\\??\\C:\\tern\\\\server\\share\\x"); // only reached with no root mount
  EXPECT_EQ(posix_of(t, u"\\??\\C:\\tern\\bin\\sh"), "/usr/bin/sh");
  EXPECT_EQ(posix_of(t, u"\\??\\c:\\TERN\\etc"), "/etc");
  EXPECT_EQ(posix_of(t, u"\\??\\C:\\ternary"), "/cygdrive/c/ternary");
  EXPECT_EQ(posix_of(t, u"\\??\\D:\\"), "/home");
  EXPECT_EQ(posix_of(t, u"\\??\\C:\\tern"), "/");
  EXPECT_EQ(posix_of(t, u"\\??\\UNC\\srv\\share"), "//srv/share");
  EXPECT_TRUE(t.is_above_mount("/usr", 4));
  EXPECT_FALSE(t.is_above_mount("/us", 3));
}

TEST(Fstab, Lines) {
  FstabLine l;
  const char *why = nullptr;
  char a[] = "C:/my\\040files /data ntfs binary,noacl 0 0\n";
  ASSERT_EQ(parse_fstab_line(a, l, why), FstabResult::Mount);
  EXPECT_EQ(std::string(l.native, l.native_length), "C:/my files");
  EXPECT_EQ(std::string(l.posix, l.posix_length), "/data");
  EXPECT_TRUE(l.flags & kMountNoAcl);
  char b[] = "  # comment", c[] = "", d[] = "C: relative ntfs", e[] = "C: /x ntfs nonsense 0 0", f[] = "/a /b ntfs binary", g[] = "/a /b none bind",
       h[] = "none /mnt cygdrive binary 0 0";
  EXPECT_EQ(parse_fstab_line(b, l, why), FstabResult::Blank);
  EXPECT_EQ(parse_fstab_line(c, l, why), FstabResult::Blank);
  EXPECT_EQ(parse_fstab_line(d, l, why), FstabResult::Malformed);
  EXPECT_EQ(parse_fstab_line(e, l, why), FstabResult::Malformed);
  EXPECT_STREQ(why, "unknown option");
  EXPECT_EQ(parse_fstab_line(f, l, why), FstabResult::Malformed);
  EXPECT_EQ(parse_fstab_line(g, l, why), FstabResult::Mount);
  EXPECT_EQ(parse_fstab_line(h, l, why), FstabResult::Mount);
  EXPECT_TRUE(l.flags & kMountCygdrive);
}

TEST(LinkFile, RoundTripAndCorrupt) {
  unsigned char data[kLinkFileMax];
  char out[4096];
  size_t n = make_link_file("../t\xc3\xa9", 6, data, sizeof data);
  ASSERT_GT(n, 0u);
  ASSERT_EQ(parse_link_file(data, n, out, sizeof out), 6u);
  EXPECT_STREQ(out, "../t\xc3\xa9");
  EXPECT_EQ(parse_link_file(data, kLinkCookieLength, out, sizeof out), 0u);
  data[0] = 'x';
  EXPECT_EQ(parse_link_file(data, n, out, sizeof out), 0u);
  const char plain[] = "!<symlink>target";
  EXPECT_EQ(parse_link_file(reinterpret_cast<const unsigned char *>(plain), 17, out, sizeof out), 6u);
  unsigned char reparse[64] = {0x0c, 0, 0, 0xa0, 60, 0, 0, 0, 200, 0, 200, 0};
  EXPECT_EQ(parse_reparse(reparse, sizeof reparse, out, sizeof out), 0u);
}

TEST(Shortcut, RoundTripAndCorrupt) {
  static unsigned char data[kShortcutMax];
  char out[4096];
  size_t n = make_shortcut("dir/t\xc3\xa9", 7, data, sizeof data);
  ASSERT_GT(n, 76u);
  ASSERT_EQ(parse_shortcut(data, n, out, sizeof out), 7u);
  EXPECT_STREQ(out, "dir/t\xc3\xa9");
  for (size_t cut = 0; cut < 80; cut++) EXPECT_EQ(parse_shortcut(data, cut, out, sizeof out), 0u);
  data[20] |= 3; // an item list and link information that are not there
  parse_shortcut(data, n, out, sizeof out);
  data[4] = 0;
  EXPECT_EQ(parse_shortcut(data, n, out, sizeof out), 0u);
}

// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Local time (XSH tzset, localtime, mktime): POSIX rules in TZ, and zone files where the system has them.
#include <gtest/gtest.h>
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <string>
#include <sys/stat.h>
#include <time.h>

namespace {

class Zone : public testing::Test {
protected:
  void TearDown() override {
    unsetenv("TZ");
    tzset();
  }
  static void zone(const char *tz) {
    setenv("TZ", tz, 1);
    tzset();
  }
  static std::string local(time_t t) {
    tm m;
    if (!localtime_r(&t, &m)) return "null";
    char text[80];
    strftime(text, sizeof text, "%Y-%m-%d %H:%M:%S %Z %z %j %a", &m);
    return text;
  }
  static time_t make(int y, int mo, int d, int h, int mi, int isdst) {
    tm m = {};
    m.tm_year = y - 1900, m.tm_mon = mo - 1, m.tm_mday = d, m.tm_hour = h, m.tm_min = mi, m.tm_isdst = isdst;
    return mktime(&m);
  }
};

TEST_F(Zone, PosixRule) {
  zone("CET-1CEST,M3.5.0,M10.5.0/3");
  EXPECT_EQ("2024-03-31 01:59:59 CET +0100 091 Sun", local(1711846799));
  EXPECT_EQ("2024-03-31 03:00:00 CEST +0200 091 Sun", local(1711846800));
  EXPECT_EQ("2024-10-27 02:00:00 CET +0100 301 Sun", local(1729990800));
  EXPECT_STREQ("CET", tzname[0]);
  EXPECT_STREQ("CEST", tzname[1]);
  EXPECT_EQ(-3600, timezone);
  EXPECT_NE(0, daylight);
}

TEST_F(Zone, SouthernRuleAndQuotedName) {
  zone("<+10>-10<+11>,M10.1.0,M4.1.0/3");
  EXPECT_EQ("2024-01-01 11:00:00 +11 +1100 001 Mon", local(1704067200));
  EXPECT_EQ("2024-07-01 10:00:00 +10 +1000 183 Mon", local(1719792000));
  zone("AAA5:30:15");
  EXPECT_EQ("1969-12-31 18:29:45 AAA -0530 365 Wed", local(0));
}

TEST_F(Zone, FillsOffsetAndName) {
  zone("EST5EDT,M3.2.0,M11.1.0");
  time_t t = 1720000000;
  tm m = *localtime(&t);
  EXPECT_EQ(-4 * 3600, m.tm_gmtoff);
  EXPECT_STREQ("EDT", m.tm_zone);
  EXPECT_EQ(1, m.tm_isdst);
  m = *gmtime(&t);
  EXPECT_EQ(0, m.tm_gmtoff);
}

TEST_F(Zone, MktimeResolvesTheFold) {
  zone("CET-1CEST,M3.5.0,M10.5.0/3");
  EXPECT_EQ(1729989000, make(2024, 10, 27, 2, 30, 1));
  EXPECT_EQ(1729992600, make(2024, 10, 27, 2, 30, 0));
  EXPECT_EQ(1719831600, make(2024, 7, 1, 12, 0, 0)); // standard time was meant: 13:00 by the clock
  EXPECT_EQ(1719828000, make(2024, 7, 1, 12, 0, -1));
}

TEST_F(Zone, MktimeNormalises) {
  zone("UTC0");
  tm m = {};
  m.tm_year = 124, m.tm_mon = 14, m.tm_mday = -5, m.tm_hour = -30, m.tm_isdst = -1;
  EXPECT_EQ(1740160800, mktime(&m));
  EXPECT_EQ(125, m.tm_year);
  EXPECT_EQ(1, m.tm_mon);
  EXPECT_EQ(21, m.tm_mday);
  m = {};
  m.tm_year = INT_MAX, m.tm_mon = INT_MAX;
  EXPECT_EQ(-1, mktime(&m));
  EXPECT_EQ(EOVERFLOW, errno);
}

TEST_F(Zone, YearsToTheEndOf9999) {
  zone("UTC0");
  EXPECT_EQ("9999-12-31 23:59:59 UTC +0000 365 Fri", local(253402300799));
  EXPECT_EQ("2000-02-29 00:00:00 UTC +0000 060 Tue", local(951782400));
  EXPECT_EQ("1900-03-01 00:00:00 UTC +0000 060 Thu", local(-2203891200));
  for (time_t t = -62135596800; t < 253402300800; t += 86400 * 97 + 12345) {
    tm m, back;
    ASSERT_TRUE(gmtime_r(&t, &m));
    back = m;
    ASSERT_EQ(t, timegm(&back));
    ASSERT_EQ(m.tm_yday, back.tm_yday);
  }
}

TEST_F(Zone, UnknownZoneIsUtc) {
  zone("No/Such_Zone");
  time_t t = 1720000000;
  tm m = *localtime(&t);
  EXPECT_EQ(0, m.tm_gmtoff);
}

TEST_F(Zone, ZoneFile) {
  struct stat st;
  if (stat("/usr/share/zoneinfo/Europe/Berlin", &st)) GTEST_SKIP() << "no zone files here";
  zone("Europe/Berlin");
  EXPECT_EQ("2024-07-03 11:46:40 CEST +0200 185 Wed", local(1720000000));
  EXPECT_EQ("1945-05-24 01:00:00 CEST +0200 144 Thu", local(-776566800));
  EXPECT_EQ("2100-07-01 02:00:00 CEST +0200 182 Thu", local(4118083200));
  zone("Asia/Kolkata");
  EXPECT_EQ("2024-07-03 15:16:40 IST +0530 185 Wed", local(1720000000));
}

} // namespace

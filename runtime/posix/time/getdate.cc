// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// <time.h>: getdate (XSH), and the old ftime.
#include "core/sections.h"
#include "core/thread.h"
#include "time/clocks.h"
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/timeb.h>
#include <time.h>

namespace {

constinit int g_error = 0;
constexpr int kUnset = -1000000;

// What the text did not say is now, or the next day that fits.
bool complete(struct tm &t) {
  time_t now = time(nullptr);
  struct tm today;
  if (!localtime_r(&now, &today)) return false;
  bool no_time = t.tm_hour == kUnset && t.tm_min == kUnset && t.tm_sec == kUnset;
  if (no_time) {
    bool no_date = t.tm_year == kUnset && t.tm_mon == kUnset && t.tm_mday == kUnset && t.tm_wday == kUnset;
    t.tm_hour = no_date ? today.tm_hour : 0, t.tm_min = no_date ? today.tm_min : 0, t.tm_sec = no_date ? today.tm_sec : 0;
  }
  if (t.tm_min == kUnset) t.tm_min = 0;
  if (t.tm_sec == kUnset) t.tm_sec = 0;
  if (t.tm_year != kUnset || t.tm_mon != kUnset || t.tm_mday != kUnset) {
    bool later = false; // a month or day that has passed is meant for the next time it comes
    if (t.tm_mon == kUnset) {
      t.tm_mon = t.tm_year == kUnset ? today.tm_mon : 0;
      if (t.tm_year == kUnset && t.tm_mday != kUnset && t.tm_mday < today.tm_mday) ++t.tm_mon;
    } else {
      later = t.tm_year == kUnset && t.tm_mon < today.tm_mon;
    }
    if (t.tm_year == kUnset) t.tm_year = today.tm_year + later;
    if (t.tm_mday == kUnset) t.tm_mday = 1;
  } else {
    t.tm_year = today.tm_year, t.tm_mon = today.tm_mon, t.tm_mday = today.tm_mday;
    if (t.tm_wday != kUnset) t.tm_mday += (t.tm_wday - today.tm_wday + 7) % 7;
    else if (!no_time && t.tm_hour < today.tm_hour) ++t.tm_mday;
  }
  if (t.tm_hour == kUnset) t.tm_hour = today.tm_hour;
  t.tm_isdst = -1;
  return mktime(&t) != static_cast<time_t>(-1);
}

// The codes of XSH getdate.
int parse(const char *text, struct tm &out) {
  const char *templates = getenv("DATEMSK");
  if (!templates || !*templates) return 1;
  struct stat st;
  if (stat(templates, &st)) return 3;
  if (!S_ISREG(st.st_mode)) return 4;
  FILE *f = fopen(templates, "re");
  if (!f) return 2;
  char line[512];
  int result = 7;
  while (result == 7 && fgets(line, sizeof line, f)) {
    line[strcspn(line, "\n")] = 0;
    if (!*line) continue;
    struct tm t;
    t.tm_year = t.tm_mon = t.tm_mday = t.tm_hour = t.tm_min = t.tm_sec = t.tm_wday = t.tm_yday = kUnset;
    t.tm_isdst = -1;
    const char *end = strptime(text, line, &t);
    if (!end) continue;
    while (isspace(static_cast<unsigned char>(*end))) ++end;
    if (*end) continue;
    result = complete(t) ? 0 : 8;
    out = t;
  }
  if (result == 7 && ferror(f)) result = 5;
  fclose(f);
  return result;
}

} // namespace

TERN_EXPORT int *__getdate_err(void) { return &g_error; }

TERN_EXPORT struct tm *getdate(const char *text) {
  auto *t = reinterpret_cast<struct tm *>(tern::current()->broken_down_time);
  struct tm result;
  if (int e = parse(text, result)) return g_error = e, nullptr;
  *t = result;
  return t;
}

TERN_EXPORT int getdate_r(const char *text, struct tm *out) { return parse(text, *out); }

TERN_EXPORT int ftime(struct timeb *out) {
  int64_t now = tern::time::realtime_now();
  time_t seconds = now / tern::time::kTicksPerSecond;
  struct tm local;
  localtime_r(&seconds, &local);
  out->time = seconds;
  out->millitm = static_cast<unsigned short>(now % tern::time::kTicksPerSecond / 10000);
  out->timezone = static_cast<short>(_timezone / 60);
  out->dstflag = static_cast<short>(local.tm_isdst > 0);
  return 0;
}

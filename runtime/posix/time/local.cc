// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// <time.h>: local time. What newlib's strftime and strptime ask for is here too.
#include "core/enter.h"
#include "core/lock.h"
#include "core/sections.h"
#include "time/zone.h"
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <reent.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

using namespace tern;
using tern::time::LocalType;
using tern::time::Zone;

extern "C" {
char *_tzname[2] = {const_cast<char *>("UTC"), const_cast<char *>("UTC")};
int _daylight = 0;
long _timezone = 0;
}

namespace {

constinit Lock g_zone_lock;
constinit Zone *g_zone = nullptr;
constinit char g_zone_name[256] = {}; // the value of TZ that g_zone was made for; "\1": TZ was not set
constexpr char kUnset[] = "\1";

Zone *read_zone_file(const char *name) {
  char path[512];
  if (name[0] == '/') {
    if (strlen(name) >= sizeof path) return nullptr;
    strcpy(path, name);
  } else {
    const char *folder = getenv("TZDIR");
    if (!folder) folder = "/usr/share/zoneinfo";
    if (strlen(folder) + strlen(name) + 2 > sizeof path || strstr(name, "..")) return nullptr;
    strcpy(path, folder);
    strcat(path, "/");
    strcat(path, name);
  }
  int state;
  pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &state); // localtime is no cancellation point
  Zone *zone = nullptr;
  constexpr size_t kMost = 64 << 10;
  if (int fd = open(path, O_RDONLY | O_CLOEXEC); fd >= 0) {
    if (auto *data = static_cast<unsigned char *>(malloc(kMost))) {
      size_t n = 0;
      for (ssize_t got; n < kMost && (got = read(fd, data + n, kMost - n)) > 0;) n += static_cast<size_t>(got);
      zone = tern::time::parse_tzif(data, n);
      free(data);
    }
    close(fd);
  }
  pthread_setcancelstate(state, nullptr);
  return zone;
}

Zone *utc() {
  tern::time::Rule r{};
  r.standard = {0, false, "UTC"};
  return tern::time::zone_of_rule(r);
}

// XBD 8.3: TZ is unset (the system's zone), ":name", a rule, or a name of the zone database. What is none of these is UTC.
Zone *make_zone(const char *tz) {
  if (!tz) return tern::time::system_zone();
  int saved = errno;
  const char *name = tz + (*tz == ':');
  Zone *zone = nullptr;
  tern::time::Rule rule;
  if (*name) {
    if (*tz != ':' && tern::time::parse_rule(tz, rule)) zone = tern::time::zone_of_rule(rule);
    else zone = read_zone_file(name);
  }
  errno = saved;
  return zone ? zone : utc();
}

void publish_names(const Zone &z) {
  LocalType standard = z.before, daylight = {};
  bool has_daylight = false;
  if (z.has_rule) {
    standard = z.rule.standard;
    has_daylight = z.rule.has_daylight;
    daylight = z.rule.daylight;
  } else {
    bool has_standard = false;
    for (uint32_t i = z.count; i-- > 0;) {
      const LocalType &t = z.types[z.index[i]];
      if (t.daylight && !has_daylight) daylight = t, has_daylight = true;
      if (!t.daylight && !has_standard) standard = t, has_standard = true;
    }
  }
  if (!has_daylight) // a zone that had daylight time once still has a name for it
    for (uint32_t i = z.count; i-- > 0 && !daylight.name;)
      if (z.types[z.index[i]].daylight) daylight = z.types[z.index[i]];
  _tzname[0] = const_cast<char *>(standard.name);
  _tzname[1] = const_cast<char *>(daylight.name ? daylight.name : standard.name);
  _timezone = -standard.offset;
  _daylight = has_daylight || daylight.name != nullptr;
}

// Follows TZ. The lock is not held while files are read.
void follow_environment() {
  const char *tz = getenv("TZ");
  const char *key = tz ? tz : kUnset;
  {
    Enter enter;
    Guard guard(g_zone_lock);
    if (g_zone && strcmp(key, g_zone_name) == 0) return;
  }
  Zone *zone = make_zone(tz);
  if (!zone) return;
  Zone *old;
  {
    Enter enter;
    Guard guard(g_zone_lock);
    old = g_zone;
    g_zone = zone;
    strncpy(g_zone_name, key, sizeof g_zone_name - 1);
    publish_names(*zone);
  }
  tern::time::free_zone(old);
}

LocalType type_at(int64_t utc_seconds) {
  Enter enter;
  Guard guard(g_zone_lock);
  return g_zone ? g_zone->local_type(utc_seconds) : LocalType{0, false, "UTC"};
}

// Fills `out` for a count of local seconds. False: the year does not fit.
bool fill(int64_t local, const LocalType &type, struct tm &out) {
  int64_t days = local / 86400, rest = local % 86400;
  if (rest < 0) rest += 86400, --days;
  int64_t z = days + 719468, era = (z >= 0 ? z : z - 146096) / 146097, day_of_era = z - era * 146097;
  int64_t year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100), mp = (5 * day_of_year + 2) / 153;
  int month = static_cast<int>(mp < 10 ? mp + 3 : mp - 9);
  int64_t year = year_of_era + era * 400 + (month <= 2);
  if (year - 1900 > INT_MAX || year - 1900 < INT_MIN) return false;
  out.tm_sec = static_cast<int>(rest % 60);
  out.tm_min = static_cast<int>(rest / 60 % 60);
  out.tm_hour = static_cast<int>(rest / 3600);
  out.tm_mday = static_cast<int>(day_of_year - (153 * mp + 2) / 5 + 1);
  out.tm_mon = month - 1;
  out.tm_year = static_cast<int>(year - 1900);
  out.tm_wday = static_cast<int>(((days + 4) % 7 + 7) % 7);
  out.tm_yday = static_cast<int>(days - tern::time::days_from_civil(year, 1, 1));
  out.tm_isdst = type.daylight;
  out.tm_gmtoff = type.offset;
  out.tm_zone = type.name;
  return true;
}

// Seconds since 1970 as if the broken-down time were UTC. False: out of range.
bool seconds_of(const struct tm &t, int64_t &out) {
  int64_t month = t.tm_mon, year = static_cast<int64_t>(t.tm_year) + 1900 + month / 12;
  month %= 12;
  if (month < 0) month += 12, --year;
  int64_t days = tern::time::days_from_civil(year, static_cast<int>(month) + 1, 1) + t.tm_mday - 1;
  out = days * 86400 + static_cast<int64_t>(t.tm_hour) * 3600 + static_cast<int64_t>(t.tm_min) * 60 + t.tm_sec;
  return true;
}

} // namespace

// ---- what strftime and strptime of newlib call
extern "C" {
void __tz_lock(void) {}
void __tz_unlock(void) {}
void _tzset_unlocked(void) { follow_environment(); }
void _tzset_unlocked_r(struct _reent *) { follow_environment(); }
void _tzset_r(struct _reent *) { follow_environment(); }
long __cygwin_gettzoffset(const struct tm *t) { return t->tm_gmtoff; }
const char *__cygwin_gettzname(const struct tm *t) { return t->tm_zone ? t->tm_zone : _tzname[t->tm_isdst > 0]; }
}

TERN_EXPORT void tzset(void) { follow_environment(); }

// XSH localtime_r. EOVERFLOW: the year does not fit into an int.
TERN_EXPORT struct tm *localtime_r(const time_t *__restrict when, struct tm *__restrict out) {
  if (!g_zone) follow_environment();
  LocalType type = type_at(*when);
  int64_t local;
  if (__builtin_add_overflow(static_cast<int64_t>(*when), type.offset, &local) || !fill(local, type, *out)) return errno = EOVERFLOW, nullptr;
  return out;
}
static struct tm *own_buffer() {
  static_assert(sizeof(struct tm) <= sizeof(Thread::broken_down_time));
  return reinterpret_cast<struct tm *>(current()->broken_down_time);
}
TERN_EXPORT struct tm *localtime(const time_t *when) {
  follow_environment();
  return localtime_r(when, own_buffer());
}
TERN_EXPORT struct tm *gmtime_r(const time_t *__restrict when, struct tm *__restrict out) {
  if (!fill(*when, {0, false, "GMT"}, *out)) return errno = EOVERFLOW, nullptr;
  return out;
}

TERN_EXPORT struct tm *gmtime(const time_t *when) { return gmtime_r(when, own_buffer()); }

// XSH mktime. tm_isdst says which of two readings is meant; a wrong one moves the time by the difference, and a time
// that a change skips counts from before it.
TERN_EXPORT time_t mktime(struct tm *t) {
  follow_environment();
  int64_t local;
  if (!seconds_of(*t, local)) return errno = EOVERFLOW, static_cast<time_t>(-1);
  int64_t result = 0;
  {
    Enter enter;
    Guard guard(g_zone_lock);
    const Zone &z = *g_zone;
    LocalType around[2] = {z.local_type(local - 86400), z.local_type(local + 86400)};
    bool found = false, matches = false;
    for (int i = 0; i < 2 && !matches; ++i) {
      int64_t candidate = local - around[i].offset;
      LocalType there = z.local_type(candidate);
      if (there.offset != around[i].offset) continue;
      bool fits = t->tm_isdst < 0 || there.daylight == (t->tm_isdst > 0);
      if (!found || fits) result = candidate;
      found = true;
      matches = fits;
    }
    LocalType other;
    if (!matches && t->tm_isdst >= 0 && z.near_type(local - around[0].offset, t->tm_isdst > 0, other)) result = local - other.offset;
    else if (!found) result = local - around[0].offset;
  }
  LocalType type = type_at(result);
  struct tm out = *t;
  if (!fill(result + type.offset, type, out)) return errno = EOVERFLOW, static_cast<time_t>(-1);
  *t = out;
  return result;
}

// GNU and POSIX.1-2024: the inverse of gmtime.
TERN_EXPORT time_t timegm(struct tm *t) {
  int64_t seconds;
  struct tm out = *t;
  if (!seconds_of(*t, seconds) || !fill(seconds, {0, false, "GMT"}, out)) return errno = EOVERFLOW, static_cast<time_t>(-1);
  *t = out;
  return seconds;
}
TERN_EXPORT time_t timelocal(struct tm *t) { return mktime(t); }

namespace tern::time {
void zone_rebuild() { g_zone_lock.reset(); }
}

// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "time/zone.h"
#include "nt/clock.h"
#include <stdlib.h>
#include <string.h>

namespace tern::time {

int64_t days_from_civil(int64_t year, int month, int day) {
  year -= month <= 2;
  int64_t era = (year >= 0 ? year : year - 399) / 400;
  int64_t year_of_era = year - era * 400;
  int64_t day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  return era * 146097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719468;
}

namespace {

constexpr int64_t kDay = 86400;

bool leap(int64_t y) { return y % 4 == 0 && (y % 100 != 0 || y % 400 == 0); }

int64_t year_of(int64_t seconds) {
  int64_t days = seconds / kDay - (seconds % kDay < 0);
  int64_t year = 1970 + days / 366; // near; corrected
  if (days < 0) year = 1970 + days / 365 - 1;
  while (days_from_civil(year + 1, 1, 1) <= days) ++year;
  while (days_from_civil(year, 1, 1) > days) --year;
  return year;
}

// Local seconds since 1970 of a rule's date in a year.
int64_t rule_moment(const RuleDate &d, int64_t year) {
  int64_t first = days_from_civil(year, 1, 1), day;
  switch (d.kind) {
  case RuleDate::Julian: day = first + d.day - 1 + (leap(year) && d.day >= 60); break;
  case RuleDate::ZeroBased: day = first + d.day; break;
  default: {
    static const uint8_t kLengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    int64_t month = days_from_civil(year, d.month, 1);
    int weekday = static_cast<int>(((month + 4) % 7 + 7) % 7);
    int offset = (d.day - weekday + 7) % 7 + 7 * (d.week - 1);
    int length = kLengths[d.month - 1] + (d.month == 2 && leap(year));
    if (offset >= length) offset -= 7;
    day = month + offset;
  }
  }
  return day * kDay + d.time;
}

const LocalType &by_rule(const Rule &r, int64_t utc) {
  if (!r.has_daylight) return r.standard;
  int64_t year = year_of(utc + r.standard.offset);
  int64_t begin = rule_moment(r.begin, year) - r.standard.offset, end = rule_moment(r.end, year) - r.daylight.offset;
  bool inside = begin < end ? utc >= begin && utc < end : utc >= begin || utc < end;
  return inside ? r.daylight : r.standard;
}

// ---- POSIX rules
bool parse_name(const char *&p, const char *&name) {
  const char *start = p;
  if (*p == '<') {
    start = ++p;
    while (*p && *p != '>') ++p;
    if (*p != '>' || p - start < 3) return false;
    name = intern(start, static_cast<size_t>(p - start));
    ++p;
    return true;
  }
  while ((*p >= 'a' && *p <= 'z') || (*p >= 'A' && *p <= 'Z')) ++p;
  if (p - start < 3) return false;
  name = intern(start, static_cast<size_t>(p - start));
  return true;
}
bool parse_number(const char *&p, int most, int &out) {
  if (*p < '0' || *p > '9') return false;
  out = 0;
  while (*p >= '0' && *p <= '9' && out < 10000) out = out * 10 + (*p++ - '0');
  return out <= most;
}
// [+-]hh[:mm[:ss]]; RFC 8536 allows hours up to 167.
bool parse_time(const char *&p, int32_t &out) {
  int sign = 1, h, m = 0, s = 0;
  if (*p == '+' || *p == '-') sign = *p++ == '-' ? -1 : 1;
  if (!parse_number(p, 167, h)) return false;
  if (*p == ':' && (++p, !parse_number(p, 59, m))) return false;
  if (*p == ':' && (++p, !parse_number(p, 59, s))) return false;
  out = sign * (h * 3600 + m * 60 + s);
  return true;
}
bool parse_date(const char *&p, RuleDate &d) {
  int a, b, c;
  if (*p == 'M') {
    ++p;
    if (!parse_number(p, 12, a) || a < 1 || *p++ != '.' || !parse_number(p, 5, b) || b < 1 || *p++ != '.' || !parse_number(p, 6, c)) return false;
    d = {RuleDate::MonthWeekDay, static_cast<int16_t>(c), static_cast<uint8_t>(a), static_cast<uint8_t>(b), 7200};
  } else if (*p == 'J') {
    ++p;
    if (!parse_number(p, 365, a) || a < 1) return false;
    d = {RuleDate::Julian, static_cast<int16_t>(a), 0, 0, 7200};
  } else {
    if (!parse_number(p, 365, a)) return false;
    d = {RuleDate::ZeroBased, static_cast<int16_t>(a), 0, 0, 7200};
  }
  if (*p == '/') return parse_time(++p, d.time);
  return true;
}

} // namespace

bool parse_rule(const char *p, Rule &r) {
  r = {};
  int32_t west;
  if (!parse_name(p, r.standard.name) || !parse_time(p, west)) return false;
  r.standard.offset = -west;
  if (!*p) return true;
  r.has_daylight = true;
  r.daylight.daylight = true;
  if (!parse_name(p, r.daylight.name)) return false;
  r.daylight.offset = r.standard.offset + 3600;
  if (*p && *p != ',') {
    if (!parse_time(p, west)) return false;
    r.daylight.offset = -west;
  }
  if (!*p) p = ",M3.2.0,M11.1.0"; // as everybody does
  return *p++ == ',' && parse_date(p, r.begin) && *p++ == ',' && parse_date(p, r.end) && !*p;
}

Zone *zone_of_rule(const Rule &r) {
  auto *z = static_cast<Zone *>(calloc(1, sizeof(Zone)));
  if (!z) return nullptr;
  z->has_rule = true;
  z->rule = r;
  z->before = r.standard;
  return z;
}

void free_zone(Zone *z) {
  if (!z) return;
  free(z->at);
  free(z->index);
  free(z->types);
  free(z);
}

LocalType Zone::local_type(int64_t utc) const {
  if (count == 0 || utc < at[0]) return count == 0 && has_rule ? by_rule(rule, utc) : before;
  if (utc >= at[count - 1] && has_rule) return by_rule(rule, utc);
  uint32_t low = 0, high = count; // at[low] <= utc < at[high]
  while (high - low > 1) {
    uint32_t middle = (low + high) / 2;
    (at[middle] <= utc ? low : high) = middle;
  }
  return types[index[low]];
}

bool Zone::near_type(int64_t utc, bool daylight, LocalType &out) const {
  if (has_rule && (count == 0 || utc >= at[count - 1])) {
    if (daylight && !rule.has_daylight) return false;
    out = daylight ? rule.daylight : rule.standard;
    return true;
  }
  uint32_t i = 0;
  while (i < count && at[i] <= utc) ++i;
  // Backward first, then forward.
  for (uint32_t k = i; k-- > 0;)
    if (types[index[k]].daylight == daylight) return out = types[index[k]], true;
  for (uint32_t k = i; k < count; ++k)
    if (types[index[k]].daylight == daylight) return out = types[index[k]], true;
  return false;
}

// Names are few (a zone has a handful); the list only grows.
const char *intern(const char *name, size_t length) {
  struct Name {
    Name *next;
    char text[];
  };
  static constinit Name *names = nullptr;
  for (Name *n = __atomic_load_n(&names, __ATOMIC_ACQUIRE); n; n = n->next)
    if (strncmp(n->text, name, length) == 0 && !n->text[length]) return n->text;
  auto *n = static_cast<Name *>(malloc(sizeof(Name) + length + 1));
  if (!n) return "UTC";
  memcpy(n->text, name, length);
  n->text[length] = 0;
  n->next = __atomic_load_n(&names, __ATOMIC_ACQUIRE);
  while (!__atomic_compare_exchange_n(&names, &n->next, n, true, __ATOMIC_RELEASE, __ATOMIC_ACQUIRE)) {}
  return n->text;
}

// ---- the system's zone. Windows has long names only ("W. Europe Standard Time"): the abbreviation is made of the
// initials, or is the whole name when that is short. Its rule holds for every year: past changes need TZ to be set.
static const char *abbreviation(const char16_t *name) {
  char all[32], initials[16];
  size_t n = 0, k = 0;
  bool start = true, letters = true;
  for (size_t i = 0; name[i] && i < 31; ++i) {
    char c = name[i] < 128 ? static_cast<char>(name[i]) : '?';
    all[n++] = c;
    if (c == ' ' || c == '.') letters = false;
    if (c >= 'A' && c <= 'Z' && start && k < 15) initials[k++] = c;
    start = c == ' ' || c == '.';
  }
  if (letters && n >= 3 && n <= 6) return intern(all, n);
  if (k >= 3) return intern(initials, k);
  return "LOC";
}

Zone *system_zone() {
  nt::ZoneRule z;
  Rule r{};
  r.standard.name = r.daylight.name = "UTC";
  if (nt::zone_rule(z)) {
    auto utc = [](const char16_t *k) { return k[0] == u'U' && k[1] == u'T' && k[2] == u'C' && !k[3]; };
    r.standard.offset = -(z.bias + z.standard_bias) * 60;
    r.standard.name = utc(z.key) ? "UTC" : abbreviation(z.standard_name);
    r.has_daylight = z.daylight.month && z.standard.month;
    r.daylight = {-(z.bias + z.daylight_bias) * 60, true, abbreviation(z.daylight_name)};
    auto date = [](const nt::ZoneRule::Date &d) {
      return RuleDate{RuleDate::MonthWeekDay, static_cast<int16_t>(d.weekday), static_cast<uint8_t>(d.month),
                      static_cast<uint8_t>(d.day >= 1 && d.day <= 5 ? d.day : 5), d.hour * 3600 + d.minute * 60 + d.second};
    };
    if (r.has_daylight) r.begin = date(z.daylight), r.end = date(z.standard);
  }
  return zone_of_rule(r);
}

} // namespace tern::time

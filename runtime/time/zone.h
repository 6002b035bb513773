// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Time zones (docs/how/time.md): from POSIX rules, zoneinfo files (RFC 8536) and the system's own setting.
#pragma once
#include <stddef.h>
#include <stdint.h>

namespace tern::time {

// One kind of local time.
struct LocalType {
  int32_t offset; // seconds east of UTC
  bool daylight;
  const char *name; // interned: lives for ever
};

// When daylight time begins or ends, each year.
struct RuleDate {
  enum Kind : uint8_t { Julian, ZeroBased, MonthWeekDay } kind;
  int16_t day;          // Julian 1-365, zero-based 0-365, weekday 0-6
  uint8_t month, week;
  int32_t time;         // seconds after local midnight; may be negative or beyond a day
};
struct Rule {
  LocalType standard, daylight;
  bool has_daylight;
  RuleDate begin, end;
};

struct Zone {
  // Changes in the past and near future, ascending; `index[i]` is the type from `at[i]` on.
  uint32_t count = 0;
  int64_t *at = nullptr;
  uint8_t *index = nullptr;
  uint32_t type_count = 0;
  LocalType *types = nullptr;
  bool has_rule = false; // for what comes after the last change
  Rule rule = {};
  LocalType before = {}; // for what comes before the first

  LocalType local_type(int64_t utc) const;
  // A type with that daylight flag in use near `utc`; false when the zone has none.
  bool near_type(int64_t utc, bool daylight, LocalType &) const;
};

// "CET-1CEST,M3.5.0,M10.5.0/3". False: not a POSIX rule.
bool parse_rule(const char *text, Rule &);
// The contents of a zoneinfo file. null: damaged.
Zone *parse_tzif(const unsigned char *data, size_t size);
Zone *zone_of_rule(const Rule &);
// The system's zone; UTC when it is not known.
Zone *system_zone();
void free_zone(Zone *);

// A copy of a short name that is never freed; the same pointer for the same text.
const char *intern(const char *name, size_t length);

// Days since 1970-01-01 of a proleptic Gregorian date; month 1-12.
int64_t days_from_civil(int64_t year, int month, int day);

} // namespace tern::time

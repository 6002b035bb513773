// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Timers, CPU times and the system's clock (nt/sync.h has the two clocks that everything reads).
#pragma once
#include "nt/handle.h"
#include <stdint.h>

namespace tern::nt {

// Ends a wait to within 1 ms where ticks are 15.6 ms. null where the system has none (Wine).
RawHandle create_high_resolution_timer();
bool has_high_resolution_timer();
bool set_timer(RawHandle timer, int64_t hundred_ns_from_now);
void delay(int64_t relative); // negative: 100 ns units from now

Status set_system_time(int64_t hundred_ns_since_1601);
int64_t coarse_system_time();    // of the last tick: one load
int64_t coarse_interrupt_time();
int64_t clock_tick();            // 100 ns units between ticks
int64_t performance_frequency();
int64_t unbiased_interrupt_time(); // without the time asleep

// The zone of the system's settings: "W. Europe Standard Time" and its rule.
struct ZoneRule {
  int32_t bias, standard_bias, daylight_bias; // minutes, added to local time to get UTC
  struct Date { uint16_t year, month, weekday, day, hour, minute, second; } standard, daylight; // month 0: no daylight time
  char16_t key[128];
  char16_t standard_name[32], daylight_name[32];
};
bool zone_rule(ZoneRule &);

} // namespace tern::nt

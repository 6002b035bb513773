// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "nt/clock.h"
#include "core/sections.h"
#include "nt/native.h"

extern "C" {
NTSTATUS NTAPI NtDelayExecution(BOOLEAN, const LARGE_INTEGER *);
NTSTATUS NTAPI NtSetSystemTime(const LARGE_INTEGER *, LARGE_INTEGER *);
NTSTATUS NTAPI NtQueryTimerResolution(ULONG *, ULONG *, ULONG *);
}

namespace tern::nt {

namespace {
TERN_NOFORK int g_high_resolution = 0; // 0 unknown, 1 there, -1 absent
#ifndef CREATE_WAITABLE_TIMER_HIGH_RESOLUTION
#define CREATE_WAITABLE_TIMER_HIGH_RESOLUTION 2
#endif

int64_t shared_time(uint32_t offset) {
  // KUSER_SHARED_DATA: High1 is written first, High2 last.
  auto *p = reinterpret_cast<const volatile uint32_t *>(0x7ffe0000u + offset);
  for (;;) {
    uint32_t high = p[1], low = p[0];
    if (p[2] == high) return static_cast<int64_t>(static_cast<uint64_t>(high) << 32 | low);
  }
}
} // namespace

RawHandle create_high_resolution_timer() {
  if (g_high_resolution < 0) return nullptr;
  HANDLE h = CreateWaitableTimerExW(nullptr, nullptr, CREATE_WAITABLE_TIMER_HIGH_RESOLUTION, TIMER_ALL_ACCESS);
  g_high_resolution = h ? 1 : -1;
  return h;
}

bool has_high_resolution_timer() {
  if (!g_high_resolution)
    if (RawHandle h = create_high_resolution_timer()) close_handle(h);
  return g_high_resolution > 0;
}

bool set_timer(RawHandle timer, int64_t from_now) {
  LARGE_INTEGER due;
  due.QuadPart = -(from_now > 0 ? from_now : 1);
  return SetWaitableTimer(timer, &due, 0, nullptr, nullptr, FALSE);
}

void delay(int64_t relative) {
  LARGE_INTEGER t;
  t.QuadPart = relative;
  NtDelayExecution(FALSE, &t);
}

Status set_system_time(int64_t time) {
  LARGE_INTEGER t;
  t.QuadPart = time;
  return {NtSetSystemTime(&t, nullptr)};
}

int64_t coarse_system_time() { return shared_time(0x14); }
int64_t coarse_interrupt_time() { return shared_time(0x08); }

int64_t clock_tick() {
  ULONG least, most, now;
  if (NtQueryTimerResolution(&least, &most, &now) < 0 || !now) return 156250;
  return now;
}

int64_t performance_frequency() {
  LARGE_INTEGER f;
  QueryPerformanceFrequency(&f);
  return f.QuadPart;
}

int64_t unbiased_interrupt_time() {
  ULONGLONG t = 0;
  QueryUnbiasedInterruptTime(&t);
  return static_cast<int64_t>(t);
}

bool zone_rule(ZoneRule &out) {
  DYNAMIC_TIME_ZONE_INFORMATION z;
  if (GetDynamicTimeZoneInformation(&z) == TIME_ZONE_ID_INVALID) return false;
  out.bias = z.Bias, out.standard_bias = z.StandardBias, out.daylight_bias = z.DaylightBias;
  auto date = [](const SYSTEMTIME &s) {
    return ZoneRule::Date{s.wYear, s.wMonth, s.wDayOfWeek, s.wDay, s.wHour, s.wMinute, s.wSecond};
  };
  out.standard = date(z.StandardDate), out.daylight = date(z.DaylightDate);
  if (z.DynamicDaylightTimeDisabled) out.standard.month = out.daylight.month = 0;
  for (int i = 0; i < 128; ++i) out.key[i] = z.TimeZoneKeyName[i];
  for (int i = 0; i < 32; ++i) out.standard_name[i] = z.StandardName[i], out.daylight_name[i] = z.DaylightName[i];
  return true;
}

} // namespace tern::nt

// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// fma() and fmaf() with a single rounding (C17 7.12.13.1); newlib's multiply,
// round and add. Where the processor has the instruction it is used.
#include <cpuid.h>
#include <math.h>
#include <stdint.h>
#include <string.h>

typedef unsigned __int128 uint128;

// A positive finite number, m * 2^e with bit 126 of m set.
struct exact {
  uint128 m;
  int e;
};

static int top_bit(uint128 m) {
  uint64_t high = (uint64_t)(m >> 64);
  return high ? 127 - __builtin_clzll(high) : 63 - __builtin_clzll((uint64_t)m);
}

static struct exact normalize(uint128 m, int e) {
  int shift = 126 - top_bit(m);
  return (struct exact){m << shift, e - shift};
}

// The significand as an integer; x is finite and not zero.
static uint64_t mantissa(double x, int *e) {
  uint64_t bits;
  memcpy(&bits, &x, sizeof bits);
  int biased = (int)(bits >> 52 & 0x7ff);
  uint64_t fraction = bits & 0xfffffffffffff;
  *e = (biased ? biased : 1) - 1075;
  return biased ? fraction | 1ull << 52 : fraction;
}

// x * y + z cut to the 64 bits of a long double, the last of them set when
// anything was cut off ("round to odd"): what rounds this once more, to 53 bits
// or fewer, rounds as if from the exact value.
static long double fused_to_odd(double x, double y, double z) {
  int ex, ey, ez;
  uint128 product = (uint128)mantissa(x, &ex) * mantissa(y, &ey);
  struct exact big = normalize(product, ex + ey);
  uint64_t mz = mantissa(z, &ez);
  struct exact small = normalize(mz, ez);
  int big_negative = !signbit(x) != !signbit(y), small_negative = !!signbit(z);
  if (small.e > big.e || (small.e == big.e && small.m > big.m)) {
    struct exact other = big;
    big = small;
    small = other;
    int sign = big_negative;
    big_negative = small_negative;
    small_negative = sign;
  }

  // The product has 21 clear bits at its end, so bits are lost only where the
  // operands are too far apart to cancel; the last bit then stands for them.
  int distance = big.e - small.e;
  uint128 low = distance > 126 ? 1 : small.m >> distance;
  if (distance <= 126 && (low << distance) != small.m)
    low |= 1;
  uint128 sum = big_negative == small_negative ? big.m + low : big.m - low;
  if (!sum) {
    volatile double zero = z;
    return zero - zero; // the sign depends on the rounding mode
  }
  int shift = 127 - top_bit(sum);
  sum <<= shift;
  uint64_t kept = (uint64_t)(sum >> 64) | ((uint64_t)sum != 0);
  long double result = scalbnl((long double)kept, big.e - shift + 64);
  return big_negative ? -result : result;
}

// Whether no rounding to a common format is needed, and then the result.
static int is_simple(double x, double y, double z, double *result) {
  int finite = isfinite(x) && isfinite(y);
  if (finite && isinf(z))
    *result = z; // x * y might overflow
  else if (finite && x != 0 && y != 0 && z != 0 && !isnan(z))
    return 0;
  else
    *result = finite && z == 0 && x != 0 && y != 0 ? x * y : x * y + z;
  return 1;
}

static double fma_instruction(double x, double y, double z) {
  __asm__("vfmadd213sd %2, %1, %0" : "+x"(x) : "x"(y), "x"(z));
  return x;
}
static float fmaf_instruction(float x, float y, float z) {
  __asm__("vfmadd213ss %2, %1, %0" : "+x"(x) : "x"(y), "x"(z));
  return x;
}

static int has_instruction(void) {
  static int known; // 0 not asked, 1 no, 2 yes; the same whoever asks first
  if (!known) {
    unsigned a, b, c = 0, d;
    const unsigned wanted = bit_FMA | bit_AVX | bit_OSXSAVE;
    int has = __get_cpuid(1, &a, &b, &c, &d) && (c & wanted) == wanted;
    if (has) {
      unsigned low, high;
      __asm__("xgetbv" : "=a"(low), "=d"(high) : "c"(0));
      has = (low & 6) == 6; // the system saves XMM and YMM
    }
    known = has ? 2 : 1;
  }
  return known == 2;
}

double fma(double x, double y, double z) {
  if (has_instruction())
    return fma_instruction(x, y, z);
  double result;
  if (is_simple(x, y, z, &result))
    return result;
  return (double)fused_to_odd(x, y, z);
}

float fmaf(float x, float y, float z) {
  if (has_instruction())
    return fmaf_instruction(x, y, z);
  double result; // a product of floats is exact in it
  if (is_simple(x, y, z, &result))
    return (float)result;
  return (float)fused_to_odd(x, y, z);
}

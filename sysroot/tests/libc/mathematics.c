// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <complex.h>
#include <fenv.h>
#include <float.h>
#include <math.h>

#include "../check.h"

static int near(long double a, long double b, long double units) {
  return fabsl(a - b) <= units * LDBL_EPSILON * fmaxl(fabsl(a), fabsl(b));
}

static void huge_arguments(void) {
  volatile long double huge = 0x1p16000L, million = 1e6L;
  CHECK(fabsl(sinl(huge)) <= 1 && fabsl(cosl(huge)) <= 1);
  CHECK(near(sinl(huge) * sinl(huge) + cosl(huge) * cosl(huge), 1, 4));
  CHECK(near(tanl(huge), sinl(huge) / cosl(huge), 8));
  CHECK(near(sinl(million), -0.349993502171292952117652486780771469061L, 4));
  volatile long double large = 0x1p70L;
  CHECK(near(sinl(large), -0.9981794021933067599641604936283969880501L, 4));
  CHECK(near(sinl(huge), 0.6992458822072964750244040792882786403520L, 4));
}

static void fused(void) {
  volatile double x = 1 + 0x1p-30, y = 1 - 0x1p-30;
  CHECK(fma(x, y, -1) == -0x1p-60);
  volatile double big = 0x1p1023;
  CHECK(fma(big, 4, -INFINITY) == -INFINITY);
  volatile float fx = 1 + 0x1p-12f, fz = 0x1p-40f;
  CHECK(fmaf(fx, fx, -1) == 0x1p-11f + 0x1p-24f);
  CHECK(fmaf(fx, fx, fz) == fx * fx || fmaf(fx, fx, fz) > fx * fx);
}

static void square_roots(void) {
  volatile long double two = 2;
  CHECK(sqrtl(two) == 1.41421356237309504880168872420969807857L);
  CHECK(sqrtl(1e4000L * 1e900L) == 1e2450L || near(sqrtl(1e4900L), 1e2450L, 1));
  CHECK(isnan(sqrtl(-two)));
}

static void complex_functions(void) {
  long double complex z = 3 + 4 * I, root = csqrtl(z);
  CHECK(near(creall(root), 2, 2) && near(cimagl(root), 1, 2));
  CHECK(near(cargl(z), atan2l(4, 3), 1));
  long double complex back = cexpl(clogl(z));
  CHECK(near(creall(back), 3, 32) && near(cimagl(back), 4, 32));
  long double complex power = cpowl(z, 2);
  CHECK(near(creall(power), -7, 64) && near(cimagl(power), 24, 64));
  CHECK(near(creall(csinl(1)), sinl(1), 4) && near(creall(ccoshl(1)), coshl(1), 4));
  CHECK(isinf(creall(cprojl(__builtin_complex((long double)-INFINITY, 1.0L)))));
}

static void classification(void) {
  volatile long double large = 1e4000L, tiny = 0x1p-16400L;
  CHECK(isfinite(large) && !isinf(large) && isnormal(large) && fpclassify(tiny) == FP_SUBNORMAL);
  CHECK(isinf(large * large) && isnan(large * large - large * large));
}

static void rounding(void) {
  volatile double half = 2.5;
  volatile long double third = 1.0L / 3;
  CHECK(rint(half) == 2 && lrint(half) == 2 && nearbyintl(half) == 2 && round(half) == 3);
  CHECK(rintl(third * 30) == 10);
  fesetround(FE_UPWARD);
  CHECK(rint(half) == 3);
  fesetround(FE_TONEAREST);
  CHECK(LDBL_MANT_DIG == 64 && third * 3 == 1);
  CHECK(1 + 0x1p-63L != 1); // the unit really computes with 64 bits
}

int main(void) {
  huge_arguments();
  fused();
  square_roots();
  complex_functions();
  classification();
  rounding();
  return check_result();
}

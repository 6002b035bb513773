// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The square roots behind sqrt(), sqrtf() and newlib's other functions: the
// processor's instruction, correctly rounded, in place of newlib's loop over
// the bits of the result.
#include <emmintrin.h>

double __ieee754_sqrt(double x) {
  __m128d v = _mm_set_sd(x);
  return _mm_cvtsd_f64(_mm_sqrt_sd(v, v));
}

float __ieee754_sqrtf(float x) { return _mm_cvtss_f32(_mm_sqrt_ss(_mm_set_ss(x))); }

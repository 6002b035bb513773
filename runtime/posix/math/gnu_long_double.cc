// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// GNU's long double functions that newlib declares for this system and does not have.
#include "core/sections.h"
#include <complex.h>
#include <math.h>

TERN_EXPORT void sincosl(long double x, long double *sine, long double *cosine) {
  *sine = sinl(x);
  *cosine = cosl(x);
}

#undef isinfl
#undef isnanl
// Not 0 for an infinity: 1, or -1 for the negative one.
TERN_EXPORT int isinfl(long double x) { return __builtin_isinf(x) ? (__builtin_signbit(x) ? -1 : 1) : 0; }
TERN_EXPORT int isnanl(long double x) { return __builtin_isnan(x); }

TERN_EXPORT long double _Complex clog10l(long double _Complex z) { return clogl(z) / 2.302585092994045684017991454684364208L; }

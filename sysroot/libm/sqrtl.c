// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <errno.h>
#include <math.h>

// C17 7.12.7.5: the square root, correctly rounded (newlib's iteration is one
// unit off for some arguments). EDOM for x < 0. Async-signal-safe.
long double sqrtl(long double x) {
  if (x < 0)
    errno = EDOM;
  __asm__("fsqrt" : "+t"(x));
  return x;
}

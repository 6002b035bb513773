// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <complex.h>
#include <math.h>

// C17 7.3.9.1: the argument of z, in [-pi, pi].
long double cargl(long double complex z) { return atan2l(cimagl(z), creall(z)); }

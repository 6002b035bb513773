/* SPDX-FileCopyrightText: The Tern authors */
/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* System V: limits under their old names. */
#ifndef _VALUES_H
#define _VALUES_H

#include <float.h>
#include <limits.h>

#define BITSPERBYTE CHAR_BIT
#define BITS(type) (BITSPERBYTE * (int) sizeof (type))
#define CHARBITS BITS (char)
#define SHORTBITS BITS (short)
#define INTBITS BITS (int)
#define LONGBITS BITS (long)
#define HIBITS SHRT_MIN
#define HIBITI INT_MIN
#define HIBITL LONG_MIN
#define MAXSHORT SHRT_MAX
#define MAXINT INT_MAX
#define MAXLONG LONG_MAX
#define MINSHORT SHRT_MIN
#define MININT INT_MIN
#define MINLONG LONG_MIN
#define MAXDOUBLE DBL_MAX
#define MAXFLOAT FLT_MAX
#define MINDOUBLE DBL_MIN
#define MINFLOAT FLT_MIN
#define DMINEXP DBL_MIN_EXP
#define DMAXEXP DBL_MAX_EXP
#define FMINEXP FLT_MIN_EXP
#define FMAXEXP FLT_MAX_EXP

#endif

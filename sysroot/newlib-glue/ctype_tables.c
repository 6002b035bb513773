// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// newlib's character class tables and __set_ctype(). newlib leaves the function
// out where __CYGWIN__ is defined, and makes the table writable, both for the
// sake of programs that were linked long ago; we have none of these.
#include <ctype.h>
#include "../locale/setlocale.h"
#include "../stdlib/local.h"

#undef __CYGWIN__
#define ALLOW_NEGATIVE_CTYPE_INDEX
#include "ctype_.c"

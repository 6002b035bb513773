// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// CHECK(condition) reports a condition that does not hold; main returns
// check_result().
#ifndef CHECK_H
#define CHECK_H

#include <stdio.h>

static int check_failures;

#define CHECK(condition)                                                            \
  do {                                                                              \
    if (!(condition)) {                                                             \
      printf("%s:%d: does not hold: %s\n", __FILE__, __LINE__, #condition);         \
      ++check_failures;                                                             \
    }                                                                               \
  } while (0)

static inline int check_result(void) {
  if (check_failures)
    printf("%d checks failed\n", check_failures);
  return check_failures ? 1 : 0;
}

#endif

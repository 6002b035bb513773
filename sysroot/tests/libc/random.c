// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <stdlib.h>

#include "../check.h"

int main(void) {
  CHECK(random() == 1804289383); // as if srandom(1)
  CHECK(random() == 846930886);
  srandom(42);
  CHECK(random() == 71876166 && random() == 708592740);

  _Alignas(8) char first[128], second[64];
  char *original = initstate(1, first, sizeof first);
  CHECK(original != NULL);
  CHECK(random() == 1804289383);
  CHECK(initstate(9, second, sizeof second) == first);
  long from_second = random();
  CHECK(setstate(first) == second);
  CHECK(random() == 846930886); // it goes on where it was left
  CHECK(setstate(second) == first);
  long next_of_second = random();
  CHECK(setstate(original) == second);
  CHECK(random() == 1483128881);
  (void)initstate(9, second, sizeof second);
  CHECK(random() == from_second && random() == next_of_second);
  return check_result();
}

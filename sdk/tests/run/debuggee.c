// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <stdio.h>

int add(int a, int b) {
  return a + b;
}

int main(int argc, char **argv) {
  (void)argv;
  int sum = add(argc, 40);
  printf("sum %d\n", sum);
  return sum;
}

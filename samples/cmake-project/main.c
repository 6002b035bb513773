// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "words.h"

int main(int argc, char **argv) {
  struct word_counts counts = {0, 0};
  for (int i = 1; i < argc; ++i) {
    FILE *file = fopen(argv[i], "r");
    if (!file || count_words(file, &counts) < 0) {
      perror(argv[i]);
      return 1;
    }
    fclose(file);
  }
  printf("%ld lines, %ld words\n", counts.lines, counts.words);
  return 0;
}

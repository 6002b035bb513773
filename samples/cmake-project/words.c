// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "words.h"
#include <ctype.h>

int count_words(FILE *file, struct word_counts *counts) {
  int in_word = 0, c;
  while ((c = getc(file)) != EOF) {
    counts->lines += c == '\n';
    if (isspace(c))
      in_word = 0;
    else if (!in_word) {
      in_word = 1;
      ++counts->words;
    }
  }
  return ferror(file) ? -1 : 0;
}

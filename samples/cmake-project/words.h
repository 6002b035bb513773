// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once
#include <stdio.h>

struct word_counts {
  long lines, words;
};

/* Counts until end of file; -1 with errno where reading fails. */
int count_words(FILE *file, struct word_counts *counts);

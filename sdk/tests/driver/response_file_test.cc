// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/response_file.h"

#include <gtest/gtest.h>

using tern::Arguments;
using tern::split_arguments;

TEST(SplitArguments, BlanksSeparate) {
  EXPECT_EQ(split_arguments("  a\tb\r\nc \n"), (Arguments{"a", "b", "c"}));
  EXPECT_TRUE(split_arguments(" \n").empty());
}

TEST(SplitArguments, QuotesHoldTogether) {
  EXPECT_EQ(split_arguments("'a b' \"c d\"e f'g'"), (Arguments{"a b", "c de", "fg"}));
  EXPECT_EQ(split_arguments("'' \"\""), (Arguments{"", ""}));
  EXPECT_EQ(split_arguments("\"it's\""), (Arguments{"it's"}));
}

TEST(SplitArguments, BackslashTakesTheNextCharacter) {
  EXPECT_EQ(split_arguments("a\\ b \\\"c \"\\\\\""), (Arguments{"a b", "\"c", "\\"}));
}

TEST(SplitArguments, UnfinishedQuoteEndsWithTheText) {
  EXPECT_EQ(split_arguments("'a b"), (Arguments{"a b"}));
  EXPECT_EQ(split_arguments("a\\"), (Arguments{"a\\"}));
}

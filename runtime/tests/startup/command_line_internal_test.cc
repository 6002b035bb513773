// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Expectations: "Parsing C command-line arguments" of Microsoft's C documentation.
#include "startup/command_line.h"
#include <gtest/gtest.h>
#include <string>
#include <vector>

using tern::startup::CommandLineSplitter;
using tern::startup::SplitArgument;

namespace {

std::vector<std::string> split(const std::string &line, std::vector<bool> *wildcards = nullptr) {
  std::vector<std::string> result;
  CommandLineSplitter splitter(line.c_str());
  std::string buffer(line.size() + 1, 0);
  SplitArgument argument;
  while (splitter.next(buffer.data(), argument)) {
    result.emplace_back(buffer.c_str());
    if (wildcards) wildcards->push_back(argument.unquoted_wildcard);
  }
  return result;
}

using Strings = std::vector<std::string>;

TEST(CommandLine, BlanksSeparate) { EXPECT_EQ(split("p  a\tb "), (Strings{"p", "a", "b"})); }
TEST(CommandLine, LineEndsDoNotSeparate) { EXPECT_EQ(split("p a\nb\r c"), (Strings{"p", "a\nb\r", "c"})); }
TEST(CommandLine, QuotesKeepBlanks) { EXPECT_EQ(split(R"(p "a b" c)"), (Strings{"p", "a b", "c"})); }
TEST(CommandLine, EmptyArgument) { EXPECT_EQ(split(R"(p "" x)"), (Strings{"p", "", "x"})); }
TEST(CommandLine, BackslashesBeforeQuotes) {
  EXPECT_EQ(split(R"(p a\\\"b)"), (Strings{"p", R"(a\"b)"}));
  EXPECT_EQ(split(R"(p "a\\" b)"), (Strings{"p", R"(a\)", "b"}));
  EXPECT_EQ(split(R"(p a\\b)"), (Strings{"p", R"(a\\b)"}));
}
TEST(CommandLine, DoubledQuoteInsideQuotes) { EXPECT_EQ(split(R"(p "a""b")"), (Strings{"p", R"(a"b)"})); }
TEST(CommandLine, ProgramKnowsNoBackslashEscapes) {
  EXPECT_EQ(split(R"("C:\dir with blank\p.exe" x)"), (Strings{R"(C:\dir with blank\p.exe)", "x"}));
}
TEST(CommandLine, UnterminatedQuoteEndsWithTheLine) { EXPECT_EQ(split(R"(p "a b)"), (Strings{"p", "a b"})); }
TEST(CommandLine, OnlyUnquotedWildcardsCount) {
  std::vector<bool> wild;
  split(R"(p *.c "*.c" a?b [x] plain)", &wild);
  EXPECT_EQ(wild, (std::vector<bool>{false, true, false, true, true, false}));
}

} // namespace

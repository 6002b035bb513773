// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// POSIX getopt, GNU getopt_long and getopt_long_only: what is found, in which order the words are left, what is said.
#include <fcntl.h>
#include <getopt.h>
#include <gtest/gtest.h>
#include <stdlib.h>
#include <string>
#include <unistd.h>
#include <vector>

static const struct option kLong[] = {{"in-place", optional_argument, nullptr, 'i'},
                                      {"debug", no_argument, nullptr, 'd'},
                                      {"depth", required_argument, nullptr, 'D'},
                                      {"n", no_argument, nullptr, 'N'},
                                      {nullptr, 0, nullptr, 0}};
enum Kind { kShort, kLongs, kOnly };

// "a(value)" for each option, then the words that remain after '|'.
static std::string parse(Kind kind, const char *spec, std::vector<std::string> words) {
  words.insert(words.begin(), "prog");
  std::vector<char *> argv;
  for (auto &w : words) argv.push_back(w.data());
  argv.push_back(nullptr);
  int argc = static_cast<int>(words.size());
  std::string result;
  optind = 0, opterr = 0;
  for (int c, n = 0; n < 20; n++) {
    c = kind == kShort ? getopt(argc, argv.data(), spec)
        : kind == kLongs ? getopt_long(argc, argv.data(), spec, kLong, nullptr)
                         : getopt_long_only(argc, argv.data(), spec, kLong, nullptr);
    if (c == -1) break;
    if (c == 1) result += "operand";
    else result += static_cast<char>(c);
    if (c == '?' || c == ':') result += optopt ? std::string("<") + static_cast<char>(optopt) + ">" : "<>";
    if (optarg) result += std::string("(") + optarg + ")";
    result += ' ';
  }
  result += "|";
  for (int i = optind; i < argc; i++) result += std::string(" ") + argv[static_cast<size_t>(i)];
  return result;
}

TEST(Getopt, ShortOptions) {
  EXPECT_EQ(parse(kShort, "ab:c::", {"-a", "-b", "x", "-by", "-c", "-cz", "w"}), "a b(x) b(y) c c(z) | w");
  EXPECT_EQ(parse(kShort, "abc", {"-acb"}), "a c b |");
  EXPECT_EQ(parse(kShort, "ab:", {"-x", "-ab"}), "?<x> a ?<b> |");
  EXPECT_EQ(parse(kShort, ":ab:", {"-x", "-b"}), "?<x> :<b> |");
}

TEST(Getopt, OperandsGoToTheEnd) {
  EXPECT_EQ(parse(kShort, "ab:", {"one", "-a", "two", "-b", "x", "three"}), "a b(x) | one two three");
  EXPECT_EQ(parse(kShort, "a", {"one", "-a", "--", "-a", "two"}), "a | one -a two");
  EXPECT_EQ(parse(kShort, "a", {"--", "-a"}), "| -a");
}

TEST(Getopt, ALoneDashIsAnOperand) {
  EXPECT_EQ(parse(kShort, "i", {"-i", "s", "-"}), "i | s -");
  EXPECT_EQ(parse(kShort, "i", {"-", "-i", "s"}), "i | - s");
  EXPECT_EQ(parse(kShort, "+i", {"-", "-i"}), "| - -i");
}

TEST(Getopt, FirstCharacterOfTheSpecification) {
  EXPECT_EQ(parse(kShort, "+a", {"-a", "one", "-a"}), "a | one -a");
  EXPECT_EQ(parse(kShort, "-a", {"one", "-a", "two"}), "operand(one) a operand(two) |");
  setenv("POSIXLY_CORRECT", "1", 1);
  EXPECT_EQ(parse(kShort, "a", {"-a", "one", "-a"}), "a | one -a");
  unsetenv("POSIXLY_CORRECT");
}

TEST(Getopt, LongOptions) {
  EXPECT_EQ(parse(kLongs, "id", {"--debug", "--depth=3", "--depth", "4", "--in-place", "x"}), "d D(3) D(4) i | x");
  EXPECT_EQ(parse(kLongs, "id", {"--in-place=.bak", "--deb", "-di"}), "i(.bak) d d i |");
  EXPECT_EQ(parse(kLongs, "id", {"--de", "--no", "--debug=1", "--depth"}), "?<> ?<> ?<d> ?<D> |");
  EXPECT_EQ(parse(kLongs, "dW;", {"-W", "debug", "-Wdepth=2"}), "d D(2) |");
}

TEST(Getopt, LongOnly) {
  EXPECT_EQ(parse(kOnly, "dx", {"-debug", "-n", "-x", "-dx"}), "d N x d x |");
  EXPECT_EQ(parse(kOnly, "dx", {"-depth", "5", "-zzz"}), "D(5) ?<> |");
}

TEST(Getopt, IndexAndFlag) {
  static int flag = 0;
  const struct option options[] = {{"first", no_argument, nullptr, 'f'}, {"set", no_argument, &flag, 9}, {nullptr, 0, nullptr, 0}};
  char name[] = "prog", word[] = "--set";
  char *argv[] = {name, word, nullptr};
  int index = -1;
  optind = 0;
  EXPECT_EQ(getopt_long(2, argv, "", options, &index), 0);
  EXPECT_EQ(index, 1);
  EXPECT_EQ(flag, 9);
}

// The messages on standard error, with opterr set.
static std::string said(const char *spec, std::vector<std::string> words) {
  int ends[2], old = dup(2);
  if (pipe(ends)) return "no pipe";
  dup2(ends[1], 2), close(ends[1]);
  words.insert(words.begin(), "prog");
  std::vector<char *> argv;
  for (auto &w : words) argv.push_back(w.data());
  argv.push_back(nullptr);
  optind = 0, opterr = 1;
  while (getopt_long(static_cast<int>(words.size()), argv.data(), spec, kLong, nullptr) != -1) {}
  fflush(stderr);
  dup2(old, 2), close(old);
  std::string text;
  char b[512];
  for (ssize_t n; (n = read(ends[0], b, sizeof b)) > 0;) text.append(b, static_cast<size_t>(n));
  close(ends[0]);
  return text;
}

TEST(Getopt, Messages) {
  EXPECT_EQ(said("a", {"-x"}), "prog: invalid option -- 'x'\n");
  EXPECT_EQ(said("a:", {"-a"}), "prog: option requires an argument -- 'a'\n");
  EXPECT_EQ(said("a", {"--nothing"}), "prog: unrecognized option '--nothing'\n");
  EXPECT_EQ(said("a", {"--debug=x"}), "prog: option '--debug' doesn't allow an argument\n");
  EXPECT_EQ(said("a", {"--depth"}), "prog: option '--depth' requires an argument\n");
  EXPECT_EQ(said("a", {"--de"}), "prog: option '--de' is ambiguous; possibilities: '--debug' '--depth'\n");
  EXPECT_EQ(said(":a", {"-x"}), "");
}

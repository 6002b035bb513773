// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What a remote shell must get so that the program sees an argument unchanged. The POSIX form is tried on the
// host's sh; cmd.exe's is compared with what Microsoft documents: CommandLineToArgvW's rules inside, carets
// outside.
#include "run/host_paths.h"
#include "run/ssh.h"
#include <cstdio>
#include <gtest/gtest.h>

namespace tern::run {
namespace {

std::string shell_output(const std::string &command) {
  std::string result;
  FILE *pipe = popen(command.c_str(), "r");
  for (int c; (c = getc(pipe)) != EOF;) result += static_cast<char>(c);
  pclose(pipe);
  return result;
}

// The inverse of quote_for_cmd: cmd.exe takes carets away, the program's start-up undoes the quotes.
std::string parse_as_windows(const std::string &line) {
  std::string word, result;
  for (size_t i = 0; i < line.size(); ++i) {
    if (line[i] == '^') ++i;
    word += line[i];
  }
  for (size_t i = 0; i < word.size();) {
    size_t backslashes = 0;
    while (i < word.size() && word[i] == '\\') ++backslashes, ++i;
    if (i < word.size() && word[i] == '"') {
      result.append(backslashes / 2, '\\');
      if (backslashes % 2) result += '"';
      ++i;
    } else {
      result.append(backslashes, '\\');
      if (i < word.size()) result += word[i++];
    }
  }
  return result;
}

const char *const kArguments[] = {"",        "plain",    "two words", "it's",     "say \"hi\"",
                                  "back\\",  "a\\\\\"b", "$HOME `x`", "%PATH%",   "a&b|c>d",
                                  "ünïcödé", "(x)!^",    "tab\there", "C:\\dir\\"};

TEST(Quoting, PosixShellGivesTheArgumentBack) {
  for (const char *argument : kArguments)
    EXPECT_EQ(shell_output("printf %s " + quote_for_posix_shell(argument)), argument);
}

TEST(Quoting, CmdGivesTheArgumentBack) {
  for (const char *argument : kArguments) EXPECT_EQ(parse_as_windows(quote_for_cmd(argument)), argument);
}

TEST(Quoting, CmdSeesNoSpecialCharacter) {
  for (const char *argument : kArguments) {
    std::string line = quote_for_cmd(argument);
    for (size_t i = 0; i < line.size(); ++i) {
      if (line[i] == '^') {
        ++i;
        continue;
      }
      EXPECT_EQ(std::string("()%!\"<>&|").find(line[i]), std::string::npos) << line;
    }
  }
}

TEST(HostPaths, SplitKeepsEmptyParts) {
  EXPECT_EQ(split("a::b:", ':'), (std::vector<std::string>{"a", "", "b", ""}));
  EXPECT_EQ(split("", ':'), (std::vector<std::string>{""}));
}

TEST(HostPaths, ParentOf) {
  EXPECT_EQ(parent_of("/a/b"), "/a");
  EXPECT_EQ(parent_of("/a"), "/");
  EXPECT_EQ(parent_of("a"), ".");
}

TEST(HostPaths, AbsolutePath) {
  EXPECT_EQ(absolute_path("/x"), "/x");
  EXPECT_EQ(absolute_path("./y").substr(0, 1), "/");
  EXPECT_EQ(absolute_path("./y").substr(absolute_path("./y").size() - 2), "/y");
}

} // namespace
} // namespace tern::run

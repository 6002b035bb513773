// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/command_line.h"
#include "driver/option_table.h"

#include <gtest/gtest.h>

using namespace tern;

namespace {

std::vector<std::string> items(const CommandLine &command) {
  std::vector<std::string> result;
  for (const LinkItem &item : command.items) result.push_back(item.text);
  return result;
}

} // namespace

TEST(OptionTable, TheLongestNameWins) {
  EXPECT_EQ(find_option("-static-libgcc").name, "-static-libgcc");
  EXPECT_EQ(find_option("-stdlib++-isystem/x").name, "-stdlib++-isystem");
  EXPECT_EQ(find_option("-emit-llvm").role, Role::Compile);
  EXPECT_EQ(find_option("-efoo").role, Role::Link);
  EXPECT_EQ(find_option("-undef").role, Role::Compile);
  EXPECT_EQ(find_option("-Rpass=inline").role, Role::Compile);
  EXPECT_EQ(find_option("-MMD").name, "-MMD");
}

TEST(CommandLine, KeepsTheOrderOfTheLink) {
  CommandLine command =
      parse_command_line({"a.o", "-Wl,-x,-y", "-lm", "b.c", "-Xlinker", "-z", "-L", "dir", "c.a"});
  EXPECT_EQ(items(command), (Arguments{"a.o", "-x", "-y", "-lm", "b.c", "-z", "-Ldir", "c.a"}));
  EXPECT_FALSE(command.stops_before_link);
  EXPECT_EQ(command.inputs, (Arguments{"a.o", "b.c", "c.a"}));
}

TEST(CommandLine, ACompileDropsWhatOnlyTheLinkReads) {
  CommandLine command =
      parse_command_line({"-c", "-Wl,-s", "-lm", "-O2", "-I", "inc", "-shared", "a.c", "-o", "a.o"});
  EXPECT_TRUE(command.stops_before_link);
  EXPECT_EQ(command.for_clang, (Arguments{"-c", "-O2", "-I", "inc", "a.c", "-o", "a.o"}));
  EXPECT_EQ(command.compile_flags, (Arguments{"-c", "-O2", "-I", "inc"}));
}

TEST(CommandLine, ValuesOfOptionsAreNoInputs) {
  CommandLine command =
      parse_command_line({"-include", "a.h", "-MF", "b.d", "-x", "c", "-", "-D", "X", "-Xclang", "y"});
  EXPECT_EQ(command.inputs, (Arguments{"-"}));
}

TEST(CommandLine, LanguageHoldsUntilNone) {
  CommandLine command = parse_command_line({"-x", "c++", "a.txt", "-x", "none", "b.o"});
  ASSERT_EQ(command.items.size(), 2u);
  EXPECT_EQ(command.items[0].kind, LinkItem::Source);
  EXPECT_EQ(command.items[0].language, "c++");
  EXPECT_EQ(command.items[1].kind, LinkItem::File);
}

TEST(CommandLine, AfterTwoDashesAllAreInputs) {
  CommandLine command = parse_command_line({"-c", "--", "-odd.c"});
  EXPECT_EQ(command.inputs, (Arguments{"-odd.c"}));
}

TEST(CommandLine, CoverageIsProfileAndNotes) {
  EXPECT_TRUE(parse_command_line({"--coverage"}).instrumentation.profile);
  EXPECT_TRUE(parse_command_line({"--coverage"}).instrumentation.coverage_notes);
  EXPECT_FALSE(parse_command_line({"-ftest-coverage"}).instrumentation.profile);
  EXPECT_TRUE(parse_command_line({"-fprofile-arcs"}).instrumentation.profile);
  EXPECT_FALSE(parse_command_line({"-flto", "-fno-lto"}).instrumentation.lto);
}

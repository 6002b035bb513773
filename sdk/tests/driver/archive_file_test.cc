// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/ld/archive_file.h"

#include <gtest/gtest.h>
#include <vector>

using namespace tern;

namespace {

std::string member(std::string name, std::string_view data) {
  name.resize(16, ' ');
  std::string size = std::to_string(data.size());
  size.resize(10, ' ');
  std::string text = name + "0           0     0     644     " + size + "`\n";
  text += data;
  if (data.size() % 2) text += '\n';
  return text;
}

std::vector<std::string> members_of(const std::string &archive) {
  std::vector<std::string> result;
  for_each_member("lib.a", archive, [&](std::string_view data) { result.emplace_back(data); });
  return result;
}

} // namespace

TEST(ArchiveFile, MembersWithoutTables) {
  std::string archive = "!<arch>\n" + member("/", "symbols") + member("//", "long/\n") +
                        member("a.o/", "abc") + member("/0", "de");
  EXPECT_TRUE(is_archive(archive));
  EXPECT_EQ(members_of(archive), (std::vector<std::string>{"abc", "de"}));
}

TEST(ArchiveFile, StopsAtDamage) {
  std::string archive = "!<arch>\n" + member("a.o/", "abc");
  EXPECT_EQ(members_of(archive + "garbage that is longer than a header, which has sixty characters"),
            (std::vector<std::string>{"abc"}));
  std::string truncated = "!<arch>\n" + member("a.o/", std::string(100, 'x'));
  truncated.resize(truncated.size() - 50);
  EXPECT_TRUE(members_of(truncated).empty());
}

TEST(ArchiveWriter, IsReadBack) {
  ArchiveWriter writer;
  EXPECT_TRUE(writer.empty());
  writer.add("abc");
  writer.add("de");
  EXPECT_FALSE(writer.empty());
  EXPECT_EQ(members_of(writer.text()), (std::vector<std::string>{"abc", "de"}));
}

TEST(ArchiveFile, OtherFilesAreNone) {
  EXPECT_FALSE(is_archive(""));
  EXPECT_FALSE(is_archive("!<arch>"));
}

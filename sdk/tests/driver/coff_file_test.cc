// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/ld/coff_file.h"

#include <cstdint>
#include <cstring>
#include <gtest/gtest.h>

using namespace tern;

TEST(CoffDirectiveObject, IsReadBack) {
  std::string file =
      coff_directive_object(" -export:\"f\" -exclude-symbols:\"a\",\"b\" -exclude-symbols:c,d");
  CoffSymbols symbols;
  ASSERT_TRUE(read_coff_symbols(file, symbols));
  EXPECT_TRUE(symbols.has_exports);
  EXPECT_EQ(symbols.hidden, (std::vector<std::string>{"a", "b", "c", "d"}));
  EXPECT_TRUE(symbols.weak.empty());
}

TEST(CoffSymbols, OtherFilesAreRefused) {
  CoffSymbols symbols;
  EXPECT_FALSE(read_coff_symbols("", symbols));
  EXPECT_FALSE(read_coff_symbols("MZ", symbols));
  EXPECT_FALSE(read_coff_symbols(std::string("\x7f"
                                             "ELF") +
                                     std::string(60, '\0'),
                                 symbols));
  std::string import_object("\0\0\xff\xff\0\0\x64\x86", 8);
  EXPECT_FALSE(read_coff_symbols(import_object + std::string(60, '\0'), symbols));
}

// Truncated and changed files are refused or read without leaving their memory (run with a sanitizer to be
// sure).
TEST(CoffSymbols, DamagedFiles) {
  std::string file = coff_directive_object(" -export:f");
  for (size_t size = 0; size < file.size(); ++size) {
    CoffSymbols symbols;
    read_coff_symbols(std::string(file, 0, size), symbols);
  }
  for (size_t at = 0; at < 60; ++at)
    for (int value : {1, 127, 255}) {
      std::string changed = file;
      changed[at] = static_cast<char>(value);
      CoffSymbols symbols;
      read_coff_symbols(changed, symbols);
    }
}

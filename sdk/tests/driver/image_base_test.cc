// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/ld/image_base.h"

#include <gtest/gtest.h>
#include <set>

using tern::dll_base;

TEST(DllBase, LiesInTheRangeInSlotsOfTwoMegabytes) {
  for (int i = 0; i < 10000; ++i) {
    uint64_t base = dll_base("cyglib" + std::to_string(i) + ".dll");
    EXPECT_GE(base, 0x10000000000u);
    EXPECT_LT(base, 0x30000000000u);
    EXPECT_EQ(base % 0x200000, 0u);
  }
}

TEST(DllBase, SpreadsNamesThatDifferLittle) {
  std::set<uint64_t> bases;
  for (int i = 0; i < 1000; ++i) bases.insert(dll_base("cyglib" + std::to_string(i) + ".dll"));
  EXPECT_GT(bases.size(), 990u); // 1000 of 2^20 slots: half a collision is expected
}

TEST(DllBase, DoesNotDependOnCase) {
  EXPECT_EQ(dll_base("CygZ.DLL"), dll_base("cygz.dll"));
}

// Programs and DLLs of one build are linked at different times, by different versions of the driver.
TEST(DllBase, IsStable) {
  EXPECT_EQ(tern::hexadecimal(dll_base("cygz.dll")), "0x15c66c00000");
}

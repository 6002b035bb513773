// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/ld/ld_options.h"

#include <gtest/gtest.h>

using namespace tern;

TEST(LdOptions, JoinedAndSeparateValues) {
  LdArgument map = classify_ld_argument("-Map=x");
  EXPECT_EQ(map.option.name, "Map");
  EXPECT_EQ(map.value, "x");
  EXPECT_FALSE(classify_ld_argument("--Map").has_value);
  EXPECT_EQ(classify_ld_argument("-lfoo").value, "foo");
  EXPECT_FALSE(classify_ld_argument("-l").has_value);
  EXPECT_EQ(classify_ld_argument("--library=foo").value, "foo");
}

TEST(LdOptions, LongNamesWithOneDashAreNotSplit) {
  EXPECT_EQ(classify_ld_argument("-large-address-aware").option.action, LdAction::Pass);
  EXPECT_EQ(classify_ld_argument("-export-all-symbols").option.name, "export-all-symbols");
  EXPECT_EQ(classify_ld_argument("-out-implib").option.name, "out-implib");
  EXPECT_EQ(classify_ld_argument("-soname").option.action, LdAction::Drop);
  EXPECT_EQ(classify_ld_argument("-rpath=/x").option.action, LdAction::Drop);
}

TEST(LdOptions, WhatIsUnknownGoesToLld) {
  LdArgument unknown = classify_ld_argument("--no-such-option=3");
  EXPECT_EQ(unknown.option.action, LdAction::Pass);
  EXPECT_FALSE(unknown.option.takes_value);
}

TEST(LdOptions, ElfAndScripts) {
  EXPECT_EQ(classify_ld_argument("-znow").option.action, LdAction::Drop);
  EXPECT_EQ(classify_ld_argument("-z").option.takes_value, true);
  EXPECT_EQ(classify_ld_argument("-Tscript").option.action, LdAction::Refuse);
  EXPECT_EQ(classify_ld_argument("-Ttext=0").option.action, LdAction::Refuse);
}

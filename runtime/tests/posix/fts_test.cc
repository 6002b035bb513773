// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// fts: the order of a walk, instructions, and files that come and go under it.
#include <errno.h>
#include <fcntl.h>
#include <fts.h>
#include <gtest/gtest.h>
#include <stdlib.h>
#include <string.h>
#include <string>
#include <sys/stat.h>
#include <unistd.h>

namespace {

int by_name(const FTSENT **a, const FTSENT **b) { return strcmp((*a)->fts_name, (*b)->fts_name); }
#ifdef __CYGWIN__
int compare(const FTSENT *const *a, const FTSENT *const *b) {
  return by_name(const_cast<const FTSENT **>(a), const_cast<const FTSENT **>(b));
}
#else
auto *const compare = by_name;
#endif

class Fts : public testing::Test {
protected:
  std::string root;
  void SetUp() override {
    char name[] = "fts.XXXXXX";
    ASSERT_TRUE(mkdtemp(name));
    root = name;
    for (const char *folder : {"/a", "/a/b", "/c"}) ASSERT_EQ(mkdir((root + folder).c_str(), 0755), 0);
    for (const char *file : {"/a/b/x", "/a/y", "/z"}) close(creat((root + file).c_str(), 0644));
  }
  // The walk as "info:name " of each entry.
  std::string walk(int options, const char *skip = "") {
    char *paths[] = {root.data(), nullptr};
    FTS *fts = fts_open(paths, options, compare);
    if (!fts) return "none";
    std::string seen;
    while (FTSENT *e = fts_read(fts)) {
      seen += std::to_string(e->fts_info) + ":" + (e->fts_level ? e->fts_name : ".") + " ";
      if (e->fts_info == FTS_D && !strcmp(e->fts_name, skip)) fts_set(fts, e, FTS_SKIP);
    }
    EXPECT_EQ(errno, 0);
    fts_close(fts);
    return seen;
  }
  void TearDown() override {
    char *paths[] = {root.data(), nullptr};
    FTS *fts = fts_open(paths, FTS_PHYSICAL, nullptr);
    while (FTSENT *e = fts_read(fts))
      if (e->fts_info == FTS_DP) rmdir(e->fts_accpath);
      else if (e->fts_info != FTS_D) unlink(e->fts_accpath);
    fts_close(fts);
    EXPECT_NE(access(root.c_str(), F_OK), 0);
  }
};

} // namespace

TEST_F(Fts, DirectoriesComeBeforeAndAfterTheirFiles) {
  EXPECT_EQ(walk(FTS_PHYSICAL), "1:. 1:a 1:b 8:x 6:b 8:y 6:a 1:c 6:c 8:z 6:. ");
}

TEST_F(Fts, ASkippedDirectoryIsNotEntered) {
  EXPECT_EQ(walk(FTS_PHYSICAL, "a"), "1:. 1:a 6:a 1:c 6:c 8:z 6:. ");
}

TEST_F(Fts, UnknownOptionsAreRefused) {
  EXPECT_EQ(walk(FTS_PHYSICAL | 0x1000), "none");
  EXPECT_EQ(errno, EINVAL);
}

TEST_F(Fts, AMissingPathIsAnEntryWithItsError) {
  char name[] = "no.such.file";
  char *paths[] = {name, nullptr};
  FTS *fts = fts_open(paths, FTS_PHYSICAL, nullptr);
  ASSERT_TRUE(fts);
  FTSENT *e = fts_read(fts);
  ASSERT_TRUE(e);
  EXPECT_EQ(e->fts_info, FTS_NS);
  EXPECT_EQ(e->fts_errno, ENOENT);
  EXPECT_EQ(fts_read(fts), nullptr);
  fts_close(fts);
}

TEST_F(Fts, ChildrenCanBeSeenAheadAndSkipped) {
  char *paths[] = {root.data(), nullptr};
  FTS *fts = fts_open(paths, FTS_PHYSICAL, compare);
  ASSERT_TRUE(fts_read(fts));
  std::string names;
  for (FTSENT *e = fts_children(fts, 0); e; e = e->fts_link) {
    names += e->fts_name;
    if (!strcmp(e->fts_name, "c")) fts_set(fts, e, FTS_SKIP);
  }
  EXPECT_EQ(names, "acz");
  FTSENT *e = fts_read(fts);
  EXPECT_STREQ(e->fts_name, "a");
  fts_set(fts, e, FTS_SKIP);
  EXPECT_EQ(fts_read(fts)->fts_info, FTS_DP);
  EXPECT_STREQ(fts_read(fts)->fts_name, "z");
  fts_close(fts);
}

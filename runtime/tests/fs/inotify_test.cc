// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// inotify (Linux inotify(7)): only what Windows can tell, which are no opens, closes and reads.
#include "folder.h"
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <string.h>
#include <string>
#include <sys/inotify.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>
#include <vector>

namespace {

struct Event {
  int wd;
  uint32_t mask, cookie;
  std::string name;
};

class InotifyTest : public Folder {
protected:
  int fd = -1;
  void SetUp() override {
    Folder::SetUp();
    fd = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
    ASSERT_GE(fd, 0) << strerror(errno);
  }
  void TearDown() override {
    close(fd);
    Folder::TearDown();
  }
  // Events until one with `last` came (told late or soon), at most 5 s.
  std::vector<Event> until(uint32_t last, const std::string &name = "*") {
    std::vector<Event> all;
    pollfd p{fd, POLLIN, 0};
    while (poll(&p, 1, 5000) == 1) {
      alignas(8) char b[8192];
      ssize_t n = read(fd, b, sizeof b);
      if (n <= 0) continue;
      bool seen = false;
      for (char *at = b; at < b + n;) {
        auto *e = reinterpret_cast<inotify_event *>(at);
        all.push_back({e->wd, e->mask, e->cookie, e->len ? e->name : ""});
        seen |= (e->mask & last) && (name == "*" || name == all.back().name);
        at += sizeof *e + e->len;
      }
      if (seen) return all;
    }
    ADD_FAILURE() << "event " << last << " did not come";
    return all;
  }
  bool silent(int ms = 100) {
    pollfd p{fd, POLLIN, 0};
    return poll(&p, 1, ms) == 0;
  }
};

} // namespace

TEST_F(InotifyTest, EntriesOfADirectory) {
  int wd = inotify_add_watch(fd, ".", IN_CREATE | IN_DELETE | IN_MODIFY | IN_MOVE);
  ASSERT_GE(wd, 1);
  EXPECT_TRUE(silent(0));
  write_file("a", "text");
  auto e = until(IN_MODIFY);
  ASSERT_GE(e.size(), 2u);
  EXPECT_EQ(e[0].wd, wd);
  EXPECT_EQ(e[0].mask, static_cast<uint32_t>(IN_CREATE));
  EXPECT_EQ(e[0].name, "a");
  EXPECT_EQ(e[1].mask, static_cast<uint32_t>(IN_MODIFY));
  ASSERT_EQ(rename("a", "b"), 0);
  e = until(IN_MOVED_TO);
  Event from{}, to{};
  for (auto &x : e) {
    if (x.mask & IN_MOVED_FROM) from = x;
    if (x.mask & IN_MOVED_TO) to = x;
  }
  EXPECT_EQ(from.name, "a");
  EXPECT_EQ(to.name, "b");
  EXPECT_NE(from.cookie, 0u);
  EXPECT_EQ(from.cookie, to.cookie);
  ASSERT_EQ(mkdir("d", 0755), 0);
  e = until(IN_CREATE, "d");
  EXPECT_EQ(e.back().mask, static_cast<uint32_t>(IN_CREATE | IN_ISDIR));
  ASSERT_EQ(unlink("b"), 0);
  e = until(IN_DELETE, "b");
  EXPECT_EQ(e.back().mask, static_cast<uint32_t>(IN_DELETE));
  ASSERT_EQ(rmdir("d"), 0);
  e = until(IN_DELETE, "d");
  EXPECT_EQ(e.back().mask, static_cast<uint32_t>(IN_DELETE | IN_ISDIR));
}

TEST_F(InotifyTest, AnOpenFileThatIsRemovedIsRemoved) {
  write_file("open", "x");
  int held = open("open", O_RDONLY);
  inotify_add_watch(fd, ".", IN_CREATE | IN_DELETE | IN_MOVE);
  ASSERT_EQ(unlink("open"), 0);
  auto e = until(IN_DELETE);
  EXPECT_EQ(e.size(), 1u);
  EXPECT_EQ(e[0].name, "open");
  close(held);
  EXPECT_TRUE(silent());
}

TEST_F(InotifyTest, AFile) {
  write_file("f", "x");
  int wd = inotify_add_watch(fd, "f", IN_MODIFY | IN_DELETE_SELF | IN_MOVE_SELF);
  ASSERT_GE(wd, 1);
  write_file("other", "y");
  EXPECT_TRUE(silent());
  write_file("f", "longer");
  auto e = until(IN_MODIFY);
  EXPECT_EQ(e[0].name, "");
  ASSERT_EQ(rename("f", "g"), 0);
  until(IN_MOVE_SELF);
  while (!silent(50)) until(IN_MODIFY); // what was still to come of the write
  ASSERT_EQ(unlink("g"), 0);
  e = until(IN_IGNORED);
  ASSERT_GE(e.size(), 2u);
  EXPECT_TRUE(e[e.size() - 2].mask & IN_DELETE_SELF);
  EXPECT_EQ(e.back().wd, wd);
  EXPECT_EQ(inotify_rm_watch(fd, wd), -1);
  EXPECT_EQ(errno, EINVAL);
}

TEST_F(InotifyTest, Attributes) {
  write_file("f", "x");
  inotify_add_watch(fd, ".", IN_ATTRIB);
  ASSERT_EQ(chmod("f", 0400), 0);
  auto e = until(IN_ATTRIB);
  ASSERT_FALSE(e.empty());
  EXPECT_EQ(e[0].name, "f");
}

TEST_F(InotifyTest, TheDirectoryItself) {
  mkdir("d", 0755);
  int wd = inotify_add_watch(fd, "d", IN_CREATE | IN_DELETE_SELF | IN_MOVE_SELF);
  ASSERT_EQ(rename("d", "e"), 0);
  auto e = until(IN_MOVE_SELF);
  ASSERT_EQ(rmdir("e"), 0);
  e = until(IN_IGNORED);
  ASSERT_GE(e.size(), 2u);
  EXPECT_TRUE(e[e.size() - 2].mask & IN_DELETE_SELF);
  EXPECT_EQ(e.back().wd, wd);
}

TEST_F(InotifyTest, NumbersAndMasks) {
  mkdir("d", 0755);
  write_file("f", "");
  int wd = inotify_add_watch(fd, "d", IN_CREATE), other = inotify_add_watch(fd, ".", IN_CREATE);
  EXPECT_NE(wd, other);
  EXPECT_EQ(inotify_add_watch(fd, "./d", IN_DELETE | IN_MASK_ADD), wd);
  write_file("d/x", "");
  until(IN_CREATE, "x");
  unlink("d/x");
  until(IN_DELETE, "x");
  EXPECT_EQ(inotify_add_watch(fd, "d", IN_DELETE), wd); // replaces
  write_file("d/y", "");
  unlink("d/y");
  auto e = until(IN_DELETE, "y");
  EXPECT_EQ(e.size(), 1u);
  EXPECT_ERRNO(inotify_add_watch(fd, "d", IN_CREATE | IN_MASK_CREATE), EEXIST);
  EXPECT_ERRNO(inotify_add_watch(fd, "f", IN_MODIFY | IN_ONLYDIR), ENOTDIR);
  EXPECT_ERRNO(inotify_add_watch(fd, "no", IN_MODIFY), ENOENT);
  EXPECT_ERRNO(inotify_add_watch(fd, "d", 0), EINVAL);
  int file = open("f", O_RDONLY);
  EXPECT_ERRNO(inotify_add_watch(file, "d", IN_CREATE), EINVAL);
  close(file);
  EXPECT_EQ(inotify_rm_watch(fd, wd), 0);
  e = until(IN_IGNORED);
  EXPECT_EQ(e.back().wd, wd);
  EXPECT_ERRNO(inotify_init1(1), EINVAL);
}

TEST_F(InotifyTest, OneShot) {
  inotify_add_watch(fd, ".", IN_CREATE | IN_ONESHOT);
  write_file("1", "");
  write_file("2", "");
  auto e = until(IN_IGNORED);
  EXPECT_EQ(e.size(), 2u);
  EXPECT_EQ(e[0].name, "1");
  EXPECT_TRUE(silent());
}

TEST_F(InotifyTest, Reading) {
  char b[256];
  EXPECT_ERRNO(static_cast<int>(read(fd, b, sizeof b)), EAGAIN);
  inotify_add_watch(fd, ".", IN_CREATE);
  write_file("name", "");
  pollfd p{fd, POLLIN, 0};
  ASSERT_EQ(poll(&p, 1, 5000), 1);
  int n = 0;
  EXPECT_EQ(ioctl(fd, FIONREAD, &n), 0);
  EXPECT_EQ(n, 32);
  EXPECT_ERRNO(static_cast<int>(read(fd, b, 20)), EINVAL);
  EXPECT_EQ(read(fd, b, sizeof b), 32);
}

TEST_F(InotifyTest, ABlockedReadIsWokenByAnotherProcess) {
  fcntl(fd, F_SETFL, 0);
  inotify_add_watch(fd, ".", IN_CREATE);
  pid_t child = fork();
  if (!child) {
    usleep(50000);
    _exit(mkdir("made", 0755));
  }
  char b[256];
  EXPECT_EQ(read(fd, b, sizeof b), 32);
  int status;
  waitpid(child, &status, 0);
  EXPECT_EQ(status, 0);
}

TEST_F(InotifyTest, WatchesOfAThreadThatEnded) {
  std::thread([&] { inotify_add_watch(fd, ".", IN_CREATE); }).join();
  write_file("late", "");
  until(IN_CREATE, "late");
}

TEST_F(InotifyTest, AForkedChildHasIt) {
  inotify_add_watch(fd, ".", IN_CREATE);
  pid_t child = fork();
  if (!child) {
    write_file("mine", "");
    pollfd p{fd, POLLIN, 0};
    char b[256];
    _exit(poll(&p, 1, 5000) != 1 || read(fd, b, sizeof b) != 32);
  }
  int status = -1;
  waitpid(child, &status, 0);
  EXPECT_EQ(status, 0);
}

// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Bad pointers given to what are system calls elsewhere: EFAULT, without effect, and no signal (XSH 2.3).
#include <gtest/gtest.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/random.h>
#include <sys/resource.h>
#include <sys/select.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/time.h>
#include <sys/timerfd.h>
#include <sys/uio.h>
#include <sys/utsname.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

namespace {

class BadPointer : public testing::Test {
protected:
  int ends[2];
  char *pages;
  void *wild, *locked, *read_only; // nothing there; no access; no writing
  void SetUp() override {
    ASSERT_EQ(0, pipe(ends));
    ASSERT_EQ(5, write(ends[1], "hello", 5));
    size_t page = static_cast<size_t>(sysconf(_SC_PAGESIZE));
    pages = static_cast<char *>(mmap(nullptr, 3 * page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0));
    ASSERT_NE(MAP_FAILED, static_cast<void *>(pages));
    mprotect(pages, page, PROT_READ);
    mprotect(pages + page, page, PROT_NONE);
    wild = reinterpret_cast<void *>(uintptr_t{0x10});
    read_only = pages;
    locked = pages + page;
  }
  void TearDown() override {
    munmap(pages, 3 * static_cast<size_t>(sysconf(_SC_PAGESIZE)));
    close(ends[0]);
    close(ends[1]);
  }
  template <class T> T *as(void *p) { return static_cast<T *>(p); }
};
#define EXPECT_FAULT(call)                                                                                               \
  {                                                                                                                      \
    errno = 0;                                                                                                           \
    EXPECT_EQ(-1, static_cast<long>(call)) << #call;                                                                     \
    EXPECT_EQ(EFAULT, errno) << #call;                                                                                   \
  }

TEST_F(BadPointer, PathsAreRefused) {
  for (void *bad : {wild, locked}) {
    auto *path = as<const char>(bad);
    struct stat st;
    char b[8];
    EXPECT_FAULT(open(path, O_RDONLY));
    EXPECT_FAULT(stat(path, &st));
    EXPECT_FAULT(lstat(path, &st));
    EXPECT_FAULT(access(path, F_OK));
    EXPECT_FAULT(mkdir(path, 0700));
    EXPECT_FAULT(rmdir(path));
    EXPECT_FAULT(unlink(path));
    EXPECT_FAULT(rename(path, "x"));
    EXPECT_FAULT(rename(".", path));
    EXPECT_FAULT(symlink(path, "efault.never"));
    EXPECT_FAULT(readlink(path, b, sizeof b));
    EXPECT_FAULT(chdir(path));
    EXPECT_FAULT(chmod(path, 0600));
    EXPECT_FAULT(truncate(path, 0));
  }
}

TEST_F(BadPointer, ReadsAndWritesTransferNothing) {
  for (void *bad : {wild, locked}) {
    EXPECT_FAULT(write(ends[1], bad, 5));
    EXPECT_FAULT(read(ends[0], bad, 5));
    iovec in = {bad, 5};
    EXPECT_FAULT(readv(ends[0], &in, 1));
    EXPECT_FAULT(readv(ends[0], as<iovec>(bad), 1));
    EXPECT_FAULT(writev(ends[1], as<iovec>(bad), 1));
  }
  EXPECT_FAULT(read(ends[0], read_only, 5));
  EXPECT_EQ(0, read(ends[0], wild, 0)); // nothing is touched
  char b[8] = {};
  EXPECT_EQ(5, read(ends[0], b, sizeof b));
  EXPECT_STREQ("hello", b);
}

TEST_F(BadPointer, ResultsThatCannotBeStored) {
  for (void *bad : {wild, locked, read_only}) {
    EXPECT_FAULT(stat(".", as<struct stat>(bad)));
    EXPECT_FAULT(fstat(0, as<struct stat>(bad)));
    EXPECT_FAULT(pipe(as<int>(bad)));
    EXPECT_FAULT(uname(as<utsname>(bad)));
    EXPECT_FAULT(getrlimit(RLIMIT_NOFILE, as<rlimit>(bad)));
    EXPECT_FAULT(getrusage(RUSAGE_SELF, as<rusage>(bad)));
    EXPECT_FAULT(getrandom(bad, 8, 0));
    EXPECT_FAULT(getitimer(ITIMER_REAL, as<itimerval>(bad)));
    EXPECT_EQ(nullptr, getcwd(as<char>(bad), 4096));
    EXPECT_EQ(EFAULT, errno);
    pollfd one = {ends[0], POLLIN, 0};
    EXPECT_FAULT(poll(as<pollfd>(bad), 1, 0));
    EXPECT_EQ(1, poll(&one, 1, 0));
    timeval now = {};
    EXPECT_FAULT(select(ends[0] + 1, as<fd_set>(bad), nullptr, nullptr, &now));
    EXPECT_FAULT(sigprocmask(SIG_BLOCK, nullptr, as<sigset_t>(bad)));
    EXPECT_FAULT(sigpending(as<sigset_t>(bad)));
  }
}

TEST_F(BadPointer, ArgumentsThatCannotBeRead) {
  for (void *bad : {wild, locked}) {
    EXPECT_FAULT(nanosleep(as<timespec>(bad), nullptr));
    EXPECT_EQ(EFAULT, clock_nanosleep(CLOCK_MONOTONIC, 0, as<timespec>(bad), nullptr));
    EXPECT_FAULT(sigtimedwait(as<sigset_t>(bad), nullptr, nullptr));
    EXPECT_FAULT(sigsuspend(as<sigset_t>(bad)));
    EXPECT_FAULT(setitimer(ITIMER_REAL, as<itimerval>(bad), nullptr));
    EXPECT_FAULT(sigaltstack(as<stack_t>(bad), nullptr));
    int fd = timerfd_create(CLOCK_MONOTONIC, 0);
    EXPECT_FAULT(timerfd_settime(fd, 0, as<itimerspec>(bad), nullptr));
    close(fd);
    EXPECT_FAULT(utimensat(AT_FDCWD, ".", as<timespec>(bad), 0));
  }
}

} // namespace

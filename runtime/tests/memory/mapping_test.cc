// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <errno.h>
#include <fcntl.h>
#include <gtest/gtest.h>
#include <stdlib.h>
#include <string.h>
#include <string>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

namespace {

const size_t kPage = static_cast<size_t>(sysconf(_SC_PAGESIZE));

char *anonymous(size_t pages, int protection = PROT_READ | PROT_WRITE, int flags = MAP_PRIVATE) {
  void *p = mmap(nullptr, pages * kPage, protection, flags | MAP_ANONYMOUS, -1, 0);
  EXPECT_NE(p, MAP_FAILED) << strerror(errno);
  return static_cast<char *>(p);
}

class File {
  char name_[32] = "/tmp/tern-mapping-XXXXXX";

public:
  int fd;
  explicit File(size_t size) : fd(mkstemp(name_)) {
    unlink(name_);
    std::string content(size, 'f');
    EXPECT_EQ(write(fd, content.data(), size), static_cast<ssize_t>(size));
  }
  ~File() { close(fd); }
};

int exit_status_of_child(int (*body)()) {
  pid_t child = fork();
  if (child == 0) _exit(body());
  int status = -1;
  EXPECT_EQ(waitpid(child, &status, 0), child);
  return status;
}

TEST(Mmap, AnonymousMemoryIsZeroAndWritable) {
  char *p = anonymous(3);
  for (size_t i = 0; i < 3 * kPage; i += 512) ASSERT_EQ(p[i], 0);
  memset(p, 7, 3 * kPage);
  EXPECT_EQ(munmap(p, 3 * kPage), 0);
}

TEST(Mmap, RejectsWhatPosixSays) {
  EXPECT_EQ(mmap(nullptr, 0, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0), MAP_FAILED);
  EXPECT_EQ(errno, EINVAL);
  EXPECT_EQ(mmap(nullptr, kPage, PROT_READ, MAP_ANONYMOUS, -1, 0), MAP_FAILED);
  EXPECT_EQ(errno, EINVAL);
  EXPECT_EQ(mmap(nullptr, kPage, PROT_READ, MAP_PRIVATE, 9999, 0), MAP_FAILED);
  EXPECT_EQ(errno, EBADF);
  File f(10);
  EXPECT_EQ(mmap(nullptr, kPage, PROT_READ, MAP_PRIVATE, f.fd, 1), MAP_FAILED);
  EXPECT_EQ(errno, EINVAL);
}

TEST(Mmap, SharedFileMappingWritesTheFile) {
  File f(kPage);
  auto *p = static_cast<char *>(mmap(nullptr, kPage, PROT_READ | PROT_WRITE, MAP_SHARED, f.fd, 0));
  ASSERT_NE(p, MAP_FAILED) << strerror(errno);
  EXPECT_EQ(p[0], 'f');
  p[1] = 'X';
  EXPECT_EQ(msync(p, kPage, MS_SYNC), 0);
  char c = 0;
  EXPECT_EQ(pread(f.fd, &c, 1, 1), 1);
  EXPECT_EQ(c, 'X');
  EXPECT_EQ(munmap(p, kPage), 0);
}

TEST(Mmap, PrivateFileMappingLeavesTheFile) {
  File f(kPage);
  auto *p = static_cast<char *>(mmap(nullptr, kPage, PROT_READ | PROT_WRITE, MAP_PRIVATE, f.fd, 0));
  ASSERT_NE(p, MAP_FAILED) << strerror(errno);
  p[1] = 'X';
  char c = 0;
  EXPECT_EQ(pread(f.fd, &c, 1, 1), 1);
  EXPECT_EQ(c, 'f');
  munmap(p, kPage);
}

TEST(Mmap, OffsetAndTailOfFile) {
  File f(kPage + 100);
  auto *p = static_cast<char *>(mmap(nullptr, kPage, PROT_READ, MAP_SHARED, f.fd, static_cast<off_t>(kPage)));
  ASSERT_NE(p, MAP_FAILED) << strerror(errno);
  EXPECT_EQ(p[99], 'f');
  EXPECT_EQ(p[100], 0); // the rest of the last page is zero
  munmap(p, kPage);
}

TEST(Mmap, WritableSharedMappingOfReadOnlyDescriptorIsRefused) {
  char name[] = "/tmp/tern-mapping-XXXXXX";
  close(mkstemp(name));
  int fd = open(name, O_RDONLY);
  unlink(name);
  EXPECT_EQ(mmap(nullptr, kPage, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0), MAP_FAILED);
  EXPECT_EQ(errno, EACCES);
  close(fd);
}

TEST(Munmap, PartOfAMappingLeavesTheRest) {
  char *p = anonymous(3);
  memset(p, 5, 3 * kPage);
  EXPECT_EQ(munmap(p + kPage, kPage), 0);
  EXPECT_EQ(p[0], 5);
  EXPECT_EQ(p[2 * kPage], 5);
  void *again = mmap(p + kPage, kPage, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0);
  ASSERT_EQ(again, p + kPage) << strerror(errno);
  EXPECT_EQ(p[kPage], 0);
  EXPECT_EQ(munmap(p, 3 * kPage), 0);
}

TEST(Mmap, FixedReplacesContent) {
  char *p = anonymous(4);
  memset(p, 9, 4 * kPage);
  ASSERT_EQ(mmap(p + kPage, 2 * kPage, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0), p + kPage);
  EXPECT_EQ(p[kPage - 1], 9);
  EXPECT_EQ(p[kPage], 0);
  EXPECT_EQ(p[3 * kPage - 1], 0);
  EXPECT_EQ(p[3 * kPage], 9);
  munmap(p, 4 * kPage);
}

TEST(Mmap, LargeReserveIsOnlyAddressSpace) {
  size_t size = size_t{16} << 30;
  void *p = mmap(nullptr, size, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  ASSERT_NE(p, MAP_FAILED) << strerror(errno);
  EXPECT_EQ(mprotect(p, kPage, PROT_READ | PROT_WRITE), 0);
  static_cast<char *>(p)[0] = 1;
  EXPECT_EQ(munmap(p, size), 0);
}

TEST(Mprotect, ReadOnlyMemoryFaults) {
  EXPECT_EQ(WTERMSIG(exit_status_of_child([] {
              char *p = anonymous(1);
              mprotect(p, kPage, PROT_READ);
              *const_cast<volatile char *>(p) = 1;
              return 0;
            })),
            SIGSEGV);
}

TEST(Mmap, AccessPastEndOfFileIsSigbus) {
  int status = exit_status_of_child([] {
    File f(10);
    auto *p = static_cast<volatile char *>(mmap(nullptr, 3 * kPage, PROT_READ, MAP_SHARED, f.fd, 0));
    return p[2 * kPage] ? 1 : 2;
  });
  ASSERT_TRUE(WIFSIGNALED(status));
  EXPECT_EQ(WTERMSIG(status), SIGBUS);
}

TEST(Mmap, SharedMemoryIsSharedWithAForkedChild) {
  static char *shared, *own;
  shared = anonymous(1, PROT_READ | PROT_WRITE, MAP_SHARED);
  own = anonymous(1);
  shared[0] = own[0] = 1;
  int status = exit_status_of_child([] {
    int seen = shared[0] == 1 && own[0] == 1 ? 0 : 1;
    shared[0] = own[0] = 2;
    return seen;
  });
  EXPECT_EQ(status, 0);
  EXPECT_EQ(shared[0], 2);
  EXPECT_EQ(own[0], 1);
}

TEST(Madvise, DontNeedZeroesPrivateMemory) {
  char *p = anonymous(2);
  memset(p, 3, 2 * kPage);
  EXPECT_EQ(madvise(p, kPage, MADV_DONTNEED), 0);
  EXPECT_EQ(p[0], 0);
  EXPECT_EQ(p[kPage], 3);
}

TEST(Mremap, MovesContent) {
  char *p = anonymous(1);
  memset(p, 4, kPage);
  auto *q = static_cast<char *>(mremap(p, kPage, 4 * kPage, MREMAP_MAYMOVE));
  ASSERT_NE(q, MAP_FAILED) << strerror(errno);
  EXPECT_EQ(q[kPage - 1], 4);
  EXPECT_EQ(q[kPage], 0);
  munmap(q, 4 * kPage);
}

} // namespace

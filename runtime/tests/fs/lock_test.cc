// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "folder.h"
#include <sys/file.h>

class FileLock : public Folder {
protected:
  static int lock(int fd, int command, short type, off_t start, off_t length) {
    struct flock l {};
    l.l_type = type, l.l_whence = SEEK_SET, l.l_start = start, l.l_len = length;
    return fcntl(fd, command, &l);
  }
};

TEST_F(FileLock, OpenFileDescriptionLocksExclude) {
  int a = open("f", O_CREAT | O_RDWR, 0644), b = open("f", O_RDWR);
  EXPECT_EQ(lock(a, F_OFD_SETLK, F_WRLCK, 0, 100), 0);
  EXPECT_ERRNO(lock(b, F_OFD_SETLK, F_RDLCK, 50, 10), EAGAIN);
  EXPECT_EQ(lock(b, F_OFD_SETLK, F_WRLCK, 100, 10), 0);
  EXPECT_EQ(lock(a, F_OFD_SETLK, F_UNLCK, 40, 30), 0) << "the middle goes, both ends stay";
  EXPECT_EQ(lock(b, F_OFD_SETLK, F_RDLCK, 50, 10), 0);
  EXPECT_ERRNO(lock(b, F_OFD_SETLK, F_RDLCK, 39, 1), EAGAIN);
  EXPECT_ERRNO(lock(b, F_OFD_SETLK, F_RDLCK, 70, 1), EAGAIN);
  struct flock l {};
  l.l_type = F_WRLCK;
  EXPECT_EQ(fcntl(b, F_OFD_GETLK, &l), 0);
  EXPECT_EQ(l.l_type, F_WRLCK);
  EXPECT_EQ(l.l_start, 0);
  EXPECT_EQ(l.l_len, 40);
  EXPECT_EQ(l.l_pid, -1);
  close(a);
  EXPECT_EQ(lock(b, F_OFD_SETLK, F_WRLCK, 0, 0), 0) << "released by the last close";
  close(b);
}

TEST_F(FileLock, ProcessLocksDoNotExcludeOneself) {
  int a = open("f", O_CREAT | O_RDWR, 0644), b = open("f", O_RDWR);
  EXPECT_EQ(lock(a, F_SETLK, F_WRLCK, 0, 10), 0);
  EXPECT_EQ(lock(b, F_SETLK, F_WRLCK, 0, 10), 0);
  EXPECT_ERRNO(lock(a, F_SETLK, F_WRLCK, -5, 1), EINVAL);
  int r = open("f", O_RDONLY);
  EXPECT_ERRNO(lock(r, F_SETLK, F_WRLCK, 0, 1), EBADF);
  close(a), close(b), close(r);
}

TEST_F(FileLock, Flock) {
  int a = open("f", O_CREAT | O_RDWR, 0644), b = open("f", O_RDWR);
  EXPECT_EQ(flock(a, LOCK_SH), 0);
  EXPECT_EQ(flock(b, LOCK_SH | LOCK_NB), 0);
  EXPECT_ERRNO(flock(a, LOCK_EX | LOCK_NB), EWOULDBLOCK);
  EXPECT_EQ(flock(b, LOCK_UN), 0);
  EXPECT_EQ(flock(a, LOCK_EX | LOCK_NB), 0);
  int c = dup(a);
  close(a);
  EXPECT_ERRNO(flock(b, LOCK_SH | LOCK_NB), EWOULDBLOCK);
  close(c);
  EXPECT_EQ(flock(b, LOCK_EX | LOCK_NB), 0);
  close(b);
}

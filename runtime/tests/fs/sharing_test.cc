// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What relatives share after fork: offsets, status flags, listing positions; and what they do not: process locks.
#include "folder.h"
#include <sys/wait.h>

class Sharing : public Folder {
protected:
  template <class F> static int in_child(F f) {
    pid_t child = fork();
    if (child == 0) _exit(f());
    int status = 0;
    waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  }
  static int lock(int fd, int command, short type, off_t start, off_t length) {
    struct flock l {};
    l.l_type = type, l.l_whence = SEEK_SET, l.l_start = start, l.l_len = length;
    return fcntl(fd, command, &l);
  }
};

TEST_F(Sharing, OffsetAndFlags) {
  write_file("f", "0123456789");
  int fd = open("f", O_RDWR);
  EXPECT_EQ(in_child([&] {
              char b[3];
              return read(fd, b, 3) == 3 && fcntl(fd, F_SETFL, O_APPEND) == 0 ? 0 : 1;
            }),
            0);
  EXPECT_EQ(lseek(fd, 0, SEEK_CUR), 3);
  EXPECT_EQ(close(fd), 0);
}

TEST_F(Sharing, ProcessLocksExcludeTheChild) {
  int fd = open("f", O_CREAT | O_RDWR, 0644);
  ASSERT_EQ(lock(fd, F_SETLK, F_WRLCK, 0, 10), 0);
  pid_t parent = getpid();
  EXPECT_EQ(in_child([&] {
              struct flock l {};
              l.l_type = F_WRLCK;
              if (lock(fd, F_SETLK, F_RDLCK, 5, 1) != -1 || (errno != EAGAIN && errno != EACCES)) return 1;
              if (fcntl(fd, F_GETLK, &l) || l.l_type != F_WRLCK || l.l_pid != parent || l.l_len != 10) return 2;
              if (lock(fd, F_SETLK, F_WRLCK, 10, 1)) return 3;
              return 0;
            }),
            0);
  EXPECT_EQ(lock(fd, F_SETLK, F_WRLCK, 10, 1), 0) << "the child's lock went with it";
  close(open("f", O_RDONLY));
  EXPECT_EQ(in_child([&] { return lock(fd, F_SETLK, F_WRLCK, 0, 20) == 0 ? 0 : 1; }), 0) << "any close drops the process's locks";
  close(fd);
}

TEST_F(Sharing, Deadlock) {
  int fd = open("f", O_CREAT | O_RDWR, 0644), ready[2];
  ASSERT_EQ(pipe(ready), 0);
  ASSERT_EQ(lock(fd, F_SETLK, F_WRLCK, 0, 1), 0);
  pid_t child = fork();
  if (child == 0) {
    lock(fd, F_SETLK, F_WRLCK, 1, 1);
    if (write(ready[1], "x", 1) != 1) _exit(2);
    int r = lock(fd, F_SETLKW, F_WRLCK, 0, 1);
    _exit(r == 0 ? 0 : errno == EDEADLK ? 1 : 2);
  }
  char c;
  ASSERT_EQ(read(ready[0], &c, 1), 1);
  // One of the two waits is refused, whoever comes second.
  int r = lock(fd, F_SETLKW, F_WRLCK, 1, 1), error = errno;
  lock(fd, F_SETLK, F_UNLCK, 0, 0);
  int status = 0;
  waitpid(child, &status, 0);
  int child_result = WEXITSTATUS(status);
  EXPECT_TRUE((r == -1 && error == EDEADLK && child_result == 0) || (r == 0 && child_result == 1)) << r << " " << error << " " << child_result;
  close(fd), close(ready[0]), close(ready[1]);
}

TEST_F(Sharing, DirectoryStreamsGoOnInTheChild) {
  for (auto *n : {"a", "b", "c"}) write_file(n, "");
  DIR *d = opendir(".");
  ASSERT_NE(readdir(d), nullptr);
  EXPECT_EQ(in_child([&] {
              int n = 0;
              while (readdir(d)) n++;
              return n;
            }),
            4);
  closedir(d);
}

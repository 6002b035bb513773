// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// getpass (XSI until Issue 5): a line from the terminal, without echo. Null and errno: ENXIO (no terminal), EINTR. The result
// is in a buffer of ours, which the next call overwrites; at most _PASSWORD_LEN bytes are kept.
#include "core/sections.h"
#include <errno.h>
#include <fcntl.h>
#include <pwd.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

TERN_EXPORT char *getpass(const char *prompt) {
  static char line[_PASSWORD_LEN + 1];
  int fd = open("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC);
  if (fd < 0) {
    errno = ENXIO;
    return nullptr;
  }
  struct termios before;
  bool is_terminal = tcgetattr(fd, &before) == 0;
  if (is_terminal) {
    struct termios quiet = before;
    quiet.c_lflag &= ~static_cast<tcflag_t>(ECHO | ISIG);
    quiet.c_lflag |= ECHONL;
    tcsetattr(fd, TCSAFLUSH, &quiet);
  }
  write(fd, prompt, strlen(prompt));
  size_t length = 0;
  ssize_t n;
  for (char c; (n = read(fd, &c, 1)) == 1 && c != '\n';)
    if (length < _PASSWORD_LEN) line[length++] = c;
  line[length] = 0;
  int code = errno;
  if (is_terminal) tcsetattr(fd, TCSAFLUSH, &before);
  close(fd);
  errno = code;
  return n < 0 ? nullptr : line;
}

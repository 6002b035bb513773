// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// <termios.h>: the speeds in struct termios (POSIX XSH cfgetispeed), and BSD's cfmakeraw. They touch only the struct, so all are
// async-signal-safe.
#include "core/sections.h"
#include <errno.h>
#include <termios.h>

namespace {

bool is_speed(speed_t speed) {
  return speed <= B38400 || (speed >= B57600 && speed <= B4000000) || speed == B128000 || speed == B256000;
}

int set(speed_t &field, speed_t speed) {
  if (!is_speed(speed)) {
    errno = EINVAL;
    return -1;
  }
  field = speed;
  return 0;
}

} // namespace

TERN_EXPORT speed_t cfgetispeed(const struct termios *t) { return t->c_ispeed; }
TERN_EXPORT speed_t cfgetospeed(const struct termios *t) { return t->c_ospeed; }
// An input speed of 0 means that of the output; tcsetattr() takes it so.
TERN_EXPORT int cfsetispeed(struct termios *t, speed_t speed) { return set(t->c_ispeed, speed); }
TERN_EXPORT int cfsetospeed(struct termios *t, speed_t speed) { return set(t->c_ospeed, speed); }
TERN_EXPORT int cfsetspeed(struct termios *t, speed_t speed) {
  return set(t->c_ospeed, speed) ? -1 : set(t->c_ispeed, speed);
}

TERN_EXPORT void cfmakeraw(struct termios *t) {
  t->c_iflag &= ~static_cast<tcflag_t>(IGNBRK | BRKINT | PARMRK | ISTRIP | INLCR | IGNCR | ICRNL | IXON);
  t->c_oflag &= ~static_cast<tcflag_t>(OPOST);
  t->c_lflag &= ~static_cast<tcflag_t>(ECHO | ECHONL | ICANON | ISIG | IEXTEN);
  t->c_cflag = (t->c_cflag & ~static_cast<tcflag_t>(CSIZE | PARENB)) | CS8;
  t->c_cc[VMIN] = 1;
  t->c_cc[VTIME] = 0;
}

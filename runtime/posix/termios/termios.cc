// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// <termios.h>: POSIX.1-2024 XSH. All but the speed functions ask the descriptor's kind; ENOTTY where it is no terminal.
// Async-signal-safe: tcflow, tcflush, tcgetattr, tcgetpgrp, tcsendbreak, tcsetattr, tcsetpgrp, tcdrain.
#include "core/sections.h"
#include "core/wait.h"
#include "fd/table.h"
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

using namespace tern;

static Result<int> ask(int fd, unsigned long request, void *argument) {
  fd::FileRef file = TRY(fd::get(fd));
  return file->ioctl(request, argument);
}

static int call(int fd, unsigned long request, void *argument) {
  return to_errno(blocking_call([&] { return ask(fd, request, argument); }));
}

TERN_EXPORT int tcgetattr(int fd, struct termios *t) { return call(fd, TCGETS, t); }

TERN_EXPORT int tcsetattr(int fd, int when, const struct termios *t) {
  unsigned long request = when == TCSANOW ? TCSETS : when == TCSADRAIN ? TCSETSW : TCSETSF;
  if (when != TCSANOW && when != TCSADRAIN && when != TCSAFLUSH) return errno = EINVAL, -1;
  return call(fd, request, const_cast<struct termios *>(t));
}

TERN_EXPORT int tcdrain(int fd) {
  return to_errno(cancellation_point([&] { return ask(fd, TCSBRK, reinterpret_cast<void *>(1)); }));
}
TERN_EXPORT int tcsendbreak(int fd, int) { return call(fd, TCSBRK, nullptr); }
TERN_EXPORT int tcflow(int fd, int action) { return call(fd, TCXONC, reinterpret_cast<void *>(static_cast<intptr_t>(action))); }
TERN_EXPORT int tcflush(int fd, int queue) {
  if (queue != TCIFLUSH && queue != TCOFLUSH && queue != TCIOFLUSH) return errno = EINVAL, -1;
  return call(fd, TCFLSH, reinterpret_cast<void *>(static_cast<intptr_t>(queue)));
}

TERN_EXPORT pid_t tcgetpgrp(int fd) {
  pid_t group = -1;
  return call(fd, TIOCGPGRP, &group) < 0 ? -1 : group;
}
TERN_EXPORT int tcsetpgrp(int fd, pid_t group) { return call(fd, TIOCSPGRP, &group); }
TERN_EXPORT pid_t tcgetsid(int fd) {
  pid_t session = -1;
  return call(fd, TIOCGSID, &session) < 0 ? -1 : session;
}
TERN_EXPORT int tcgetwinsize(int fd, struct winsize *w) { return call(fd, TIOCGWINSZ, w); }
TERN_EXPORT int tcsetwinsize(int fd, const struct winsize *w) { return call(fd, TIOCSWINSZ, const_cast<struct winsize *>(w)); }

TERN_EXPORT speed_t cfgetispeed(const struct termios *t) { return t->c_ispeed; }
TERN_EXPORT speed_t cfgetospeed(const struct termios *t) { return t->c_ospeed; }
TERN_EXPORT int cfsetispeed(struct termios *t, speed_t speed) { return t->c_ispeed = speed ? speed : t->c_ospeed, 0; }
TERN_EXPORT int cfsetospeed(struct termios *t, speed_t speed) { return t->c_ospeed = speed, 0; }
TERN_EXPORT int cfsetspeed(struct termios *t, speed_t speed) { return t->c_ispeed = t->c_ospeed = speed, 0; } // BSD
TERN_EXPORT void cfmakeraw(struct termios *t) { // BSD
  t->c_iflag &= ~static_cast<tcflag_t>(IGNBRK | BRKINT | PARMRK | ISTRIP | INLCR | IGNCR | ICRNL | IXON);
  t->c_oflag &= ~static_cast<tcflag_t>(OPOST);
  t->c_lflag &= ~static_cast<tcflag_t>(ECHO | ECHONL | ICANON | ISIG | IEXTEN);
  t->c_cflag = (t->c_cflag & ~static_cast<tcflag_t>(CSIZE | PARENB)) | CS8;
  t->c_cc[VMIN] = 1, t->c_cc[VTIME] = 0;
}

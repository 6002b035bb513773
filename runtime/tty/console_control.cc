// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "tty/console_control.h"
#include "core/shared_state.h"
#include "core/view.h"
#include "nt/console.h"
#include "process/table.h"
#include <sys/ioctl.h>
#include <termios.h>

namespace tern::tty {

namespace {

// What the console has no mode for: kept for the process, so that a program reads back what it set.
termios g_kept;
bool g_have_kept;

void defaults(termios &t) {
  t = {};
  t.c_iflag = ICRNL | IXON | BRKINT;
  t.c_oflag = OPOST | ONLCR;
  t.c_cflag = CS8 | CREAD | HUPCL;
  t.c_lflag = ISIG | ICANON | ECHO | ECHOE | ECHOK | ECHOCTL | ECHOKE | IEXTEN;
  t.c_cc[VINTR] = 3, t.c_cc[VQUIT] = 28, t.c_cc[VERASE] = 127, t.c_cc[VKILL] = 21, t.c_cc[VEOF] = 4, t.c_cc[VMIN] = 1;
  t.c_cc[VSTART] = 17, t.c_cc[VSTOP] = 19, t.c_cc[VSUSP] = 26, t.c_cc[VREPRINT] = 18, t.c_cc[VWERASE] = 23, t.c_cc[VLNEXT] = 22;
  t.c_ispeed = t.c_ospeed = B38400;
}

Result<int> get_attributes(nt::RawHandle console, termios &t) {
  if (!g_have_kept) defaults(g_kept), g_have_kept = true;
  t = g_kept;
  uint32_t mode;
  nt::Handle input(nt::open_console(true));
  if (!input || !nt::console_mode(input.get(), mode)) return 0;
  auto set = [&](tcflag_t bit, bool on) { t.c_lflag = on ? t.c_lflag | bit : t.c_lflag & ~bit; };
  set(ICANON, mode & nt::kLineInput);
  set(ECHO, mode & nt::kEchoInput);
  set(ISIG, mode & nt::kProcessedInput);
  return 0;
}

Result<int> set_attributes(nt::RawHandle console, const termios &t, bool flush) {
  nt::Handle input(nt::open_console(true));
  if (!input) return Errno(EIO);
  if (flush) nt::console_flush_input(input.get());
  uint32_t mode;
  if (!nt::console_mode(input.get(), mode)) return Errno(EIO);
  mode &= ~(nt::kLineInput | nt::kEchoInput | nt::kProcessedInput | nt::kVirtualTerminalInput);
  if (t.c_lflag & ICANON) {
    mode |= nt::kLineInput;
    if (t.c_lflag & ECHO) mode |= nt::kEchoInput; // the console echoes lines only
  } else {
    mode |= nt::kVirtualTerminalInput; // keys as terminals send them
  }
  if (t.c_lflag & ISIG) mode |= nt::kProcessedInput;
  if (!nt::set_console_mode(input.get(), mode)) return Errno(EIO);
  g_kept = t;
  g_have_kept = true;
  return 0;
}

Result<int> window_size(winsize &w) {
  nt::Handle output(nt::open_console(false));
  nt::ConsoleSize size;
  if (!output || !nt::console_size(output.get(), size)) return Errno(ENOTTY);
  w = {};
  w.ws_row = static_cast<unsigned short>(size.rows);
  w.ws_col = static_cast<unsigned short>(size.columns);
  return 0;
}

// The foreground group of a console is known to the processes of ours that share it: that of the session's leader
// until somebody sets another.
pid_t g_foreground;

Result<int> set_foreground(pid_t group) {
  if (group <= 0) return Errno(EINVAL);
  bool found = false;
  process::for_each([&](Slot &s) { return !(found = s.pgid == group && s.sid == own_slot().sid); });
  if (!found) return Errno(EPERM);
  g_foreground = group;
  return 0;
}

} // namespace

Result<int> console_ioctl(nt::RawHandle console, unsigned long request, void *argument) {
  switch (request) {
  case TCGETS: return get_attributes(console, *static_cast<termios *>(argument));
  case TCSETS:
  case TCSETSW: return set_attributes(console, *static_cast<termios *>(argument), false);
  case TCSETSF: return set_attributes(console, *static_cast<termios *>(argument), true);
  case TIOCGWINSZ: return window_size(*static_cast<winsize *>(argument));
  case TIOCGPGRP: *static_cast<pid_t *>(argument) = g_foreground ? g_foreground : own_slot().sid; return 0;
  case TIOCSPGRP: return set_foreground(*static_cast<pid_t *>(argument));
  case TIOCGSID: *static_cast<pid_t *>(argument) = own_slot().sid; return 0;
  case TCFLSH: {
    nt::Handle input(nt::open_console(true));
    if (input) nt::console_flush_input(input.get());
    return 0;
  }
  case TCSBRK:
  case TCXONC: return 0; // output is written when write returns; a console has no flow control
  default: return Errno(ENOTTY);
  }
}

} // namespace tern::tty

// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "nt/console_events.h"
#include "core/sections.h"
#include "nt/native.h"

namespace tern::nt {

TERN_NOFORK static bool (*g_handler)(ConsoleEvent) = nullptr;

static BOOL WINAPI dispatch(DWORD type) {
  switch (type) {
  case CTRL_C_EVENT: return g_handler(ConsoleEvent::Interrupt);
  case CTRL_BREAK_EVENT: return g_handler(ConsoleEvent::Break);
  case CTRL_CLOSE_EVENT: return g_handler(ConsoleEvent::Close);
  case CTRL_LOGOFF_EVENT: return g_handler(ConsoleEvent::Logoff);
  case CTRL_SHUTDOWN_EVENT: return g_handler(ConsoleEvent::Shutdown);
  }
  return FALSE;
}

bool on_console_event(bool (*handler)(ConsoleEvent)) {
  g_handler = handler;
  return SetConsoleCtrlHandler(dispatch, TRUE);
}

} // namespace tern::nt

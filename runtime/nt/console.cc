// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "nt/console.h"
#include "nt/native.h"

namespace tern::nt {

bool console_mode(RawHandle h, uint32_t &mode) {
  DWORD m = 0;
  bool ok = GetConsoleMode(h, &m);
  mode = m;
  return ok;
}

bool set_console_mode(RawHandle h, uint32_t mode) { return SetConsoleMode(h, mode); }

bool console_size(RawHandle output, ConsoleSize &size) {
  CONSOLE_SCREEN_BUFFER_INFO info;
  if (!GetConsoleScreenBufferInfo(output, &info)) return false;
  size.columns = static_cast<unsigned>(info.srWindow.Right - info.srWindow.Left + 1);
  size.rows = static_cast<unsigned>(info.srWindow.Bottom - info.srWindow.Top + 1);
  return true;
}

uint32_t console_pending(RawHandle input) {
  DWORD n = 0;
  return GetNumberOfConsoleInputEvents(input, &n) ? n : 0;
}

void console_flush_input(RawHandle input) { FlushConsoleInputBuffer(input); }

RawHandle open_console(bool input) {
  HANDLE h = CreateFileW(input ? L"CONIN$" : L"CONOUT$", GENERIC_READ | GENERIC_WRITE, FILE_SHARE_READ | FILE_SHARE_WRITE, nullptr,
                         OPEN_EXISTING, 0, nullptr);
  return h == INVALID_HANDLE_VALUE ? nullptr : h;
}

} // namespace tern::nt

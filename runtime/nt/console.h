// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The Win32 console of this process.
#pragma once
#include "nt/handle.h"
#include <stdint.h>

namespace tern::nt {

constexpr uint32_t kProcessedInput = 1, kLineInput = 2, kEchoInput = 4, kVirtualTerminalInput = 0x200;
constexpr uint32_t kProcessedOutput = 1, kWrapAtEol = 2, kVirtualTerminalProcessing = 4;

bool console_mode(RawHandle, uint32_t &mode);
bool set_console_mode(RawHandle, uint32_t mode);
struct ConsoleSize {
  unsigned rows, columns;
};
bool console_size(RawHandle output, ConsoleSize &); // of the window
uint32_t console_pending(RawHandle input);          // input records that wait
void console_flush_input(RawHandle);
RawHandle open_console(bool input);                 // CONIN$ or CONOUT$; null without a console

} // namespace tern::nt

// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The parts of PEB and process parameters that the runtime reads (documented by Wine's include/winternl.h and
// stable since NT 6). For files in runtime/nt/ only.
#pragma once
#include "nt/native.h"
#include <stddef.h>

namespace tern::nt {

struct ProcessParameters {
  ULONG allocation_size, size, flags, debug_flags;
  HANDLE console_handle;
  ULONG console_flags, pad;
  HANDLE standard_input, standard_output, standard_error;
  UNICODE_STRING current_directory;
  HANDLE current_directory_handle;
  UNICODE_STRING dll_path, image_path, command_line;
  PVOID environment;
  ULONG window[8];
  ULONG window_flags, show_window;
  UNICODE_STRING window_title, desktop, shell_info, runtime_data;
};
static_assert(offsetof(ProcessParameters, current_directory) == 0x38);
static_assert(offsetof(ProcessParameters, command_line) == 0x70);
static_assert(offsetof(ProcessParameters, environment) == 0x80);
static_assert(offsetof(ProcessParameters, runtime_data) == 0xe0);

struct Peb {
  BYTE flags[16];
  PVOID image_base;
  PVOID loader;
  ProcessParameters *parameters;
  BYTE skipped[0x2c0 - 0x28];
  ULONG session_id;
};
static_assert(offsetof(Peb, session_id) == 0x2c0);

inline Peb *peb() {
  Peb *p;
  __asm__("movq %%gs:0x60, %0" : "=r"(p));
  return p;
}

} // namespace tern::nt

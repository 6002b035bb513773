// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Output that needs nothing of the runtime: for the trace, fatal errors and crash reports.
#pragma once
#include "nt/handle.h"
#include <stddef.h>

namespace tern::nt {

void write_raw(RawHandle, const char *text, size_t length);
// Opens (or makes) a file for appending by its NT path (\??\...); shared with everybody.
Handle open_append(const char16_t *nt_path, size_t length);
// The value of an environment variable in the PEB; units copied, 0 when it is not there.
size_t native_environment(const char16_t *name, char16_t *to, size_t capacity);
// NT path of a Win32 path (RtlDosPathNameToNtPathName_U); units copied, 0 on failure.
size_t nt_path_of(const char16_t *win32, char16_t *to, size_t capacity);

} // namespace tern::nt

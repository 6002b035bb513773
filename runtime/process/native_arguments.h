// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Arguments and environment in the form that CreateProcess takes.
#pragma once
#include "core/result.h"
#include <stddef.h>

namespace tern::process {

// A growing UTF-16 buffer.
class WideText {
  char16_t *data_ = nullptr;
  size_t size_ = 0, capacity_ = 0;
  bool failed_ = false;

public:
  WideText() = default;
  WideText(const WideText &) = delete;
  ~WideText();
  void add(char16_t);
  void add_utf8(const char *, size_t length);
  void add_utf16(const char16_t *, size_t length);
  size_t size() const { return size_; }
  void truncate(size_t n) { size_ = n; }
  char16_t *data() { return data_; }
  bool failed() const { return failed_; }
};

// One command line from argv, so that Microsoft's rules give the same strings back. At most 32,766 units: beyond it
// E2BIG, or with `may_truncate` what fits.
Result<> make_command_line(char *const *argv, bool may_truncate, WideText &out);

// "NAME=value\0...\0\0". PATH becomes a native list, HOME, TMP, TEMP and TMPDIR native paths; what Windows programs
// cannot do without (SystemRoot and a few more) is taken from our own Win32 environment when it is missing.
// `essential_only`: PATH and those alone, for a child of ours whose environment goes in the block.
Result<> make_native_environment(char *const *envp, bool essential_only, WideText &out);

} // namespace tern::process

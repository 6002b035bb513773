// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <wchar.h>

enum { kLocaleNameSize = 32 };

enum tern_locale_kind {
  TERN_LOCALE_UNKNOWN, // Windows has no such language and territory
  TERN_LOCALE_C,       // C, POSIX, C.charset
  TERN_LOCALE_LANGUAGE,
};

// Says what `posix` ("de_DE.UTF-8@euro") names, and for a language gives
// Windows' name for it ("de-DE").
enum tern_locale_kind tern_locale_name(const char *posix, wchar_t windows[kLocaleNameSize]);

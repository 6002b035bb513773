// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Names between POSIX (bytes, UTF-8 by convention) and NT (UTF-16), reversibly (docs/how/paths.md). What NT does not
// take in a name becomes U+F000 + character, bytes that are no UTF-8 become U+F080..U+F0FF. Pure code: also built on
// Linux and fuzzed there.
#pragma once
#include <stddef.h>
#include <stdint.h>

namespace tern::fs {

// Which characters the volume's system refuses. Wine takes a colon and trailing dots and blanks; Win32 does not.
struct NameRules {
  bool map_colon = true;
  bool map_trailing = true; // dots and blanks at the end of a component
};
extern NameRules g_name_rules;

// POSIX text to NT text; '/' becomes '\'. Returns UTF-16 units written, or SIZE_MAX when `capacity` is too small.
size_t to_native(const char *text, size_t length, char16_t *out, size_t capacity, const NameRules & = g_name_rules);
// NT text (components with '\' between) to POSIX text. Returns bytes, or SIZE_MAX.
size_t to_posix(const char16_t *text, size_t length, char *out, size_t capacity, const NameRules & = g_name_rules);

} // namespace tern::fs

// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// UTF-8 inside, UTF-16 at the NT border. Reversible: a byte that is no valid UTF-8 becomes U+DC80..U+DCFF (a lone low
// surrogate), and lone surrogates of UTF-16 become the three-byte form that UTF-8 would give them (WTF-8), so every
// string of either side survives the way there and back.
#pragma once
#include <stddef.h>
#include <stdint.h>

namespace tern {

// Units written; never more than capacity, and only whole characters. `needed`, if given, gets the full length.
size_t utf8_to_utf16(const char *from, size_t length, char16_t *to, size_t capacity, size_t *needed = nullptr);
size_t utf16_to_utf8(const char16_t *from, size_t length, char *to, size_t capacity, size_t *needed = nullptr);

} // namespace tern

// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What a file is to exec, told by its first bytes. Pure code over a reader, so that it can be fuzzed on a host.
#pragma once
#include <stddef.h>
#include <stdint.h>

namespace tern::process {

enum class ImageKind : uint8_t {
  Unknown, // no program: ENOEXEC
  Tern,    // a PE that imports the runtime
  Native,  // any other PE program
  Script,  // begins with #!
};

// Reads up to `size` bytes at `offset`; returns how many there were.
class ImageReader {
public:
  virtual size_t read(uint64_t offset, void *buffer, size_t size) = 0;
};

// `head`: the file's first bytes (up to 4096 are useful). A PE of another machine, a DLL, or a broken one is Unknown.
ImageKind classify_image(ImageReader &, const unsigned char *head, size_t size);

// "#! interpreter [argument]\n" in `head`: both NUL-terminated in place of `buffer` (size + 1 bytes). `argument` is null
// when there is none. False: no interpreter is named, or the line does not end in `head`.
bool parse_interpreter(const unsigned char *head, size_t size, char *buffer, char *&interpreter, char *&argument);

} // namespace tern::process

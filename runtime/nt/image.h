// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// PE images as they lie in memory, and loading them.
#pragma once
#include "core/result.h"
#include "nt/handle.h"
#include <stddef.h>
#include <stdint.h>

namespace tern::nt {

struct ImageSection {
  uintptr_t base;
  size_t size;     // in memory
  size_t raw_size; // of it, what the file gave
  char name[9];
  bool writable, readable, executable;
  uint32_t file_offset;
};
size_t image_size(const void *image);
// Of headers and build id, or where there is none of samples of the code: tells one build of an image from another (time
// stamps are 0 in ours).
uint32_t image_fingerprint(const void *image, bool with_code = true);
unsigned image_section_count(const void *image);
bool image_section(const void *image, unsigned index, ImageSection &);
// Name of the i-th imported DLL; null: there are no more. Points into the image.
const char *image_import(const void *image, unsigned index);
// The exported symbol at or before an address: name and address; null: none.
const char *image_symbol_before(const void *image, uintptr_t address, uintptr_t &symbol);
void *image_preferred_base(const void *image);

// Is an image loaded exactly at this address?
bool is_image_at(uintptr_t base);
// Base of the loaded image that an address lies in; null: none.
void *image_of_address(const void *);

// `path`: Win32. DLLs beside it are found first. Errors: ENOENT, ENOEXEC, EACCES, ENOMEM.
Result<void *> load_image(const char16_t *path);
void hold_image(void *image); // one more unload is needed
bool unload_image(void *image);
void *image_function(void *image, const char *name); // functions and data; null: none

// Loaded modules in load order. f returns false to stop.
template <class F> void for_each_image(F f);
struct ImageList {
  void *bases[512];
  unsigned count = 0;
  ImageList();
};
template <class F> void for_each_image(F f) {
  ImageList list;
  for (unsigned i = 0; i < list.count; ++i)
    if (!f(list.bases[i])) return;
}

} // namespace tern::nt

// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// dl_iterate_phdr: all images, native ones too, in load order (the program first). Headers are made on the caller's stack and
// hold during the callback. Not async-signal-safe: it asks NT's loader.
#include "core/sections.h"
#include "nt/image.h"
#include "nt/loader.h"
#include "posix/dlfcn/path_of.h"
#include <link.h>
#include <string.h>

using namespace tern;

namespace {

constexpr unsigned kSegments = 96; // NT's limit for the sections of an image, with room

unsigned segments_of(void *image, Elf64_Phdr *out) {
  auto base = reinterpret_cast<uintptr_t>(image);
  unsigned n = 0;
  out[n++] = {PT_LOAD, PF_R, 0, 0, 0, 0x1000, 0x1000, 0x1000};
  nt::ImageSection s;
  for (unsigned i = 0; n <= kSegments && nt::image_section(image, i, s); ++i) {
    uint64_t rva = s.base - base;
    uint32_t flags = (s.readable ? PF_R : 0u) | (s.writable ? PF_W : 0u) | (s.executable ? PF_X : 0u);
    out[n++] = {PT_LOAD, flags, s.file_offset, rva, rva, s.raw_size, s.size, 0x1000};
  }
  return n;
}

} // namespace

TERN_EXPORT int dl_iterate_phdr(int (*f)(struct dl_phdr_info *, size_t, void *), void *data) {
  nt::ImageList list;
  // No counter of NT tells a changed list; its sum does: lists of equal sums are taken to be equal.
  unsigned long long sum = 0;
  for (unsigned i = 0; i < list.count; ++i) sum = sum * 31 + reinterpret_cast<uintptr_t>(list.bases[i]) / 0x10000;
  for (unsigned i = 0; i < list.count; ++i) {
    void *image = list.bases[i];
    if (!nt::is_image_at(reinterpret_cast<uintptr_t>(image))) continue; // unloaded by the last callback
    Elf64_Phdr segments[kSegments + 1];
    dl_phdr_info info{};
    info.dlpi_addr = reinterpret_cast<uintptr_t>(image);
    info.dlpi_name = image == nt::exe_base() ? "" : module_path_of(image);
    info.dlpi_phdr = segments;
    info.dlpi_phnum = static_cast<Elf64_Half>(segments_of(image, segments));
    info.dlpi_adds = sum;
    if (int r = f(&info, sizeof info, data)) return r;
  }
  return 0;
}

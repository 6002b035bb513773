// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "process/pe_image.h"
#include <string.h>
#include <strings.h>

namespace tern::process {
namespace {

uint16_t u16(const unsigned char *p) { return static_cast<uint16_t>(p[0] | p[1] << 8); }
uint32_t u32(const unsigned char *p) { return u16(p) | static_cast<uint32_t>(u16(p + 2)) << 16; }

constexpr uint16_t kAmd64 = 0x8664, kI386 = 0x14c, kArm64 = 0xaa64, kDllFlag = 0x2000, kExecutableFlag = 2;
constexpr char kRuntime[] = "tern1.dll";

struct Sections {
  const unsigned char *table;
  unsigned count;
  // The place in the file of an address in the image; 0: none.
  uint64_t offset_of(uint32_t rva) const {
    for (unsigned i = 0; i < count; ++i) {
      const unsigned char *s = table + 40 * i;
      uint32_t at = u32(s + 12), raw_size = u32(s + 16), raw = u32(s + 20);
      if (rva >= at && rva - at < raw_size) return static_cast<uint64_t>(raw) + (rva - at);
    }
    return 0;
  }
};

bool imports_runtime(ImageReader &file, const Sections &sections, uint32_t directory) {
  uint64_t at = sections.offset_of(directory);
  if (!at) return false;
  unsigned char chunk[4096];
  size_t n = file.read(at, chunk, sizeof chunk);
  for (size_t i = 0; i + 20 <= n; i += 20) {
    uint32_t name = u32(chunk + i + 12);
    if (!name) return false;
    uint64_t where = sections.offset_of(name);
    if (!where) return false;
    char text[sizeof kRuntime] = {};
    if (where >= at && where - at + sizeof text <= n)
      memcpy(text, chunk + (where - at), sizeof text);
    else if (file.read(where, text, sizeof text) < sizeof text)
      continue;
    if (memchr(text, 0, sizeof text) && !strcasecmp(text, kRuntime)) return true;
  }
  return false;
}

ImageKind classify_pe(ImageReader &file, const unsigned char *head, size_t size) {
  if (size < 64) return ImageKind::Unknown;
  uint32_t at = u32(head + 60);
  unsigned char moved[1024];
  const unsigned char *pe = head + at;
  size_t left = at < size ? size - at : 0;
  if (left < 512) { // a large DOS stub
    left = file.read(at, moved, sizeof moved);
    pe = moved;
  }
  if (left < 24 + 2 || memcmp(pe, "PE\0\0", 4)) return ImageKind::Unknown;
  uint16_t machine = u16(pe + 4), optional = u16(pe + 20), flags = u16(pe + 22), magic = u16(pe + 24);
  unsigned count = u16(pe + 6);
  if ((flags & kDllFlag) || !(flags & kExecutableFlag)) return ImageKind::Unknown;
  if (machine == kI386 || machine == kArm64) return ImageKind::Native; // the system knows whether it can
  if (machine != kAmd64 || magic != 0x20b) return ImageKind::Unknown;
  const unsigned char *headers = pe + 24;
  if (optional < 112 + 16 || 24u + optional > left) return ImageKind::Unknown;
  uint32_t subsystem = u16(headers + 68);
  if (subsystem != 2 && subsystem != 3) return ImageKind::Unknown;
  if (u32(headers + 108) < 2) return ImageKind::Native;
  size_t room = (left - 24 - optional) / 40;
  Sections sections{headers + optional, count < room ? count : static_cast<unsigned>(room)};
  return imports_runtime(file, sections, u32(headers + 120)) ? ImageKind::Tern : ImageKind::Native;
}

} // namespace

ImageKind classify_image(ImageReader &file, const unsigned char *head, size_t size) {
  if (size >= 2 && head[0] == '#' && head[1] == '!') return ImageKind::Script;
  if (size >= 2 && head[0] == 'M' && head[1] == 'Z') return classify_pe(file, head, size);
  return ImageKind::Unknown;
}

bool parse_interpreter(const unsigned char *head, size_t size, char *buffer, char *&interpreter, char *&argument) {
  auto *end = static_cast<const unsigned char *>(memchr(head, '\n', size));
  if (!end) {
    if (size >= 4096) return false;
    end = head + size; // the file is one line without an end
  }
  size_t n = static_cast<size_t>(end - head);
  if (n < 2) return false;
  memcpy(buffer, head + 2, n - 2);
  char *p = buffer, *stop = buffer + (n - 2);
  while (stop > p && (stop[-1] == ' ' || stop[-1] == '\t' || stop[-1] == '\r')) --stop;
  *stop = 0;
  while (*p == ' ' || *p == '\t') ++p;
  if (!*p || strlen(p) != static_cast<size_t>(stop - p)) return false;
  interpreter = p;
  while (*p && *p != ' ' && *p != '\t') ++p;
  argument = nullptr;
  if (!*p) return true;
  *p++ = 0;
  while (*p == ' ' || *p == '\t') ++p;
  argument = p;
  return true;
}

} // namespace tern::process

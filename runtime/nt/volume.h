// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once
#include "nt/file.h"

namespace tern::nt {

struct VolumeFacts {
  uint64_t total, free, available; // allocation units: all, free, free for this user
  uint32_t unit;                   // bytes
  uint32_t flags;                  // FILE_* of FileFsAttributeInformation
  uint32_t name_max;               // UTF-16 units of a component
  char16_t type[32];               // "NTFS"
};
constexpr uint32_t kVolumeCaseSensitive = 0x1, kVolumeReadOnly = 0x80000, kVolumeAcls = 0x8, kVolumeHardLinks = 0x400000,
                   kVolumeReparsePoints = 0x80, kVolumeSparse = 0x40;
Status query_volume(RawHandle, VolumeFacts &);

// Letters in use, bit 0 for A.
uint32_t drive_letters();

} // namespace tern::nt

// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "nt/volume.h"
#include "nt/native_file.h"

namespace tern::nt {

Status query_volume(RawHandle h, VolumeFacts &v) {
  IO_STATUS_BLOCK io;
  v = {};
  FileFsFullSizeInformationData full;
  Status s{NtQueryVolumeInformationFile(h, &io, &full, sizeof full, static_cast<FS_INFORMATION_CLASS>(kFileFsFullSizeInformation))};
  if (s.ok()) {
    v.total = static_cast<uint64_t>(full.TotalAllocationUnits.QuadPart);
    v.free = static_cast<uint64_t>(full.ActualAvailableAllocationUnits.QuadPart);
    v.available = static_cast<uint64_t>(full.CallerAvailableAllocationUnits.QuadPart);
    v.unit = full.SectorsPerAllocationUnit * full.BytesPerSector;
  } else {
    FileFsSizeInformationData size;
    s = {NtQueryVolumeInformationFile(h, &io, &size, sizeof size, static_cast<FS_INFORMATION_CLASS>(kFileFsSizeInformation))};
    if (!s.ok()) return s;
    v.total = static_cast<uint64_t>(size.TotalAllocationUnits.QuadPart);
    v.free = v.available = static_cast<uint64_t>(size.AvailableAllocationUnits.QuadPart);
    v.unit = size.SectorsPerAllocationUnit * size.BytesPerSector;
  }
  FileFsAttributeInformationData attribute;
  if (NtQueryVolumeInformationFile(h, &io, &attribute, sizeof attribute, static_cast<FS_INFORMATION_CLASS>(kFileFsAttributeInformation)) >= 0) {
    v.flags = attribute.FileSystemAttributes;
    v.name_max = static_cast<uint32_t>(attribute.MaximumComponentNameLength);
    size_t n = attribute.FileSystemNameLength / 2;
    for (size_t i = 0; i < n && i < 31; i++) v.type[i] = static_cast<char16_t>(attribute.FileSystemName[i]);
  }
  if (!v.name_max) v.name_max = 255;
  return s;
}

uint32_t drive_letters() { return GetLogicalDrives(); }

} // namespace tern::nt

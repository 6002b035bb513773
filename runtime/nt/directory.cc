// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "nt/directory.h"
#include "nt/native_file.h"

namespace tern::nt {

Status DirectoryChunk::next(RawHandle directory, bool restart) {
  IO_STATUS_BLOCK io{};
  Status s{NtQueryDirectoryFile(directory, nullptr, nullptr, nullptr, &io, data_, kSize,
                                static_cast<FILE_INFORMATION_CLASS>(kFileIdBothDirectoryInformation), FALSE, nullptr, restart)};
  at_ = 0;
  more_ = s.ok() && io.Information != 0;
  if (s.ok() && !more_) return {static_cast<int32_t>(STATUS_NO_MORE_FILES)};
  return s;
}

bool DirectoryChunk::entry(DirectoryEntry &e) {
  if (!more_) return false;
  auto *i = reinterpret_cast<FileIdBothDirectoryInformationData *>(data_ + at_);
  e.name = {reinterpret_cast<const char16_t *>(i->FileName), i->FileNameLength / 2};
  e.attributes = i->FileAttributes;
  e.reparse_tag = i->FileAttributes & FILE_ATTRIBUTE_REPARSE_POINT ? i->EaSize : 0;
  e.id = static_cast<uint64_t>(i->FileId.QuadPart);
  e.size = i->EndOfFile.QuadPart;
  more_ = i->NextEntryOffset != 0;
  at_ += i->NextEntryOffset;
  return true;
}

bool is_end_of_listing(Status s) { return s == STATUS_NO_MORE_FILES || s == STATUS_NO_SUCH_FILE; }

} // namespace tern::nt

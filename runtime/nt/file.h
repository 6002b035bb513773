// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Files as NT has them: open, read, write, facts, names. Paths are NT paths (\??\C:\dir\name). Every open shares
// everything, so that nothing we hold keeps another program from deleting or renaming.
#pragma once
#include "nt/handle.h"
#include <stddef.h>
#include <stdint.h>

namespace tern::nt {

struct Name {
  const char16_t *text;
  size_t length; // in UTF-16 units
};

enum Access : uint32_t {
  kReadData = 0x1, kWriteData = 0x2, kAppendData = 0x4, kReadEa = 0x8, kWriteEa = 0x10, kExecute = 0x20, kDeleteChild = 0x40,
  kReadAttributes = 0x80, kWriteAttributes = 0x100, kDelete = 0x10000, kReadControl = 0x20000, kWriteDac = 0x40000,
  kWriteOwner = 0x80000,
  kFileRead = 0x120089, kFileWrite = 0x120116, kFileExecute = 0x1200a0, kFileAll = 0x1f01ff,
};
enum Attribute : uint32_t {
  kReadOnly = 0x1, kHidden = 0x2, kSystem = 0x4, kDirectoryAttribute = 0x10, kArchive = 0x20, kNormal = 0x80, kSparse = 0x200,
  kReparse = 0x400, kOffline = 0x1000,
};
enum class Disposition : uint32_t { Supersede = 0, Open = 1, Create = 2, OpenIf = 3, Overwrite = 4, OverwriteIf = 5 };
enum OpenOption : uint32_t {
  kMustBeDirectory = 0x1, kWriteThrough = 0x2, kSequentialOnly = 0x4, kNoBuffering = 0x8, kNotDirectory = 0x40,
  kDeleteOnClose = 0x1000, kOpenById = 0x2000, kBackupIntent = 0x4000, kOpenReparsePoint = 0x200000, kOverlapped = 0x80000000,
};
enum class Made : uint32_t { Superseded = 0, Opened = 1, Created = 2, Overwritten = 3 };

struct OpenRequest {
  Name name;
  uint32_t access;
  Disposition disposition = Disposition::Open;
  uint32_t options = 0;
  uint32_t attributes = kNormal;
  RawHandle root = nullptr; // names are relative to it; an empty name opens the same file again
  void *security = nullptr; // self-relative descriptor for what is made
};
// Synchronous file objects (the kernel keeps the offset) unless kOverlapped is asked for. Passing refusals
// (sharing, a delete under way) are retried for up to kRetryBudget.
Status open_file(Handle &, const OpenRequest &, Made *made = nullptr);
Status open_file_once(Handle &, const OpenRequest &, Made *made = nullptr);

// The one bounded retry: scanners, image sections and deletes under way refuse for a moment.
bool is_passing_refusal(Status);
class Retry {
  unsigned round_ = 0;

public:
  bool again(Status); // waits a little and says whether to try once more: 8 times, 130 ms in all
};

struct FileFacts {
  uint32_t attributes, reparse_tag, links;
  bool directory, delete_pending;
  int64_t birth, access, write, change; // 100 ns since 1601
  int64_t size, allocated;
  uint64_t id;
};
Status query_facts(RawHandle, FileFacts &);
// By name, without an open; no id and no links (links is 0).
Status query_facts_by_name(Name, FileFacts &, RawHandle root = nullptr);
Status query_attributes(Name, uint32_t &attributes);
uint64_t volume_serial(RawHandle); // 0 when unknown
// Path of the file on its volume (\dir\name). Under Wine it is the path with the host's symlinks resolved.
Status query_name(RawHandle, char16_t *buffer, size_t capacity, size_t &length);
// The same as a full NT path (\??\C:\dir\name) when the volume has a letter.
Status query_full_name(RawHandle, char16_t *buffer, size_t capacity, size_t &length);

// offset: null uses and moves the object's own position. End of file is success with 0 bytes.
Status read_file(RawHandle, void *, uint32_t size, const int64_t *offset, size_t &done);
constexpr int64_t kToEndOffset = -1; // write_file: atomically at the end
Status write_file(RawHandle, const void *, uint32_t size, const int64_t *offset, size_t &done);
Status query_position(RawHandle, int64_t &);
Status set_position(RawHandle, int64_t);
Status query_size(RawHandle, int64_t &);
Status set_end(RawHandle, int64_t);
Status flush(RawHandle);
struct FileTimes { int64_t birth = 0, access = 0, write = 0; }; // 0: leave
Status set_times(RawHandle, const FileTimes &);
Status set_attributes(RawHandle, uint32_t);
uint32_t granted_access(RawHandle);

// The POSIX forms first, then the classic ones; see fs/unlink.cc and fs/rename.cc for what they do not do.
Status delete_posix(RawHandle);   // FileDispositionInformationEx; absent on Wine 8
Status delete_classic(RawHandle);
Status rename_posix(RawHandle, Name target, bool replace); // FileRenameInformationEx
Status rename_classic(RawHandle, Name target, bool replace);
Status make_link(RawHandle, Name target, bool replace);
// Allocates or releases space.
Status set_sparse(RawHandle);
Status set_zero(RawHandle, int64_t from, int64_t to);
struct Range { int64_t from, length; };
Status allocated_ranges(RawHandle, int64_t from, int64_t length, Range *, size_t capacity, size_t &count);
Status set_allocation(RawHandle, int64_t);
// Reparse data: the buffer gets REPARSE_DATA_BUFFER.
Status get_reparse(RawHandle, void *buffer, size_t capacity, size_t &length);
Status set_reparse(RawHandle, const void *data, size_t length);

// What is behind an inherited handle.
enum class Device : uint32_t { Unknown, Disk, Pipe, Console, Null, Other };
Device device_of(RawHandle, bool *remote_or_removable = nullptr);
Status duplicate_here(RawHandle, Handle &, uint32_t access = 0 /* same */, bool inheritable = false);
bool same_file(RawHandle, RawHandle);

} // namespace tern::nt

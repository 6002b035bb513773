// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "nt/file.h"
#include "nt/native.h"
#include "nt/native_file.h"
#include "nt/sync.h"

namespace tern::nt {

static UNICODE_STRING unicode(Name n) {
  UNICODE_STRING u;
  u.Buffer = const_cast<wchar_t *>(reinterpret_cast<const wchar_t *>(n.text));
  u.Length = u.MaximumLength = static_cast<USHORT>(n.length * 2);
  return u;
}

bool is_passing_refusal(Status s) {
  return s == STATUS_SHARING_VIOLATION || s == STATUS_DELETE_PENDING || s == STATUS_FILE_LOCK_CONFLICT;
}

bool Retry::again(Status s) {
  if (s.ok() || !is_passing_refusal(s) || round_ == 8) return false;
  LARGE_INTEGER delay;
  delay.QuadPart = -(5000LL << round_); // 0.5 ms, doubling
  round_++;
  NtDelayExecution(FALSE, &delay);
  return true;
}

Status open_file_once(Handle &out, const OpenRequest &r, Made *made) {
  UNICODE_STRING name = unicode(r.name);
  OBJECT_ATTRIBUTES attributes;
  InitializeObjectAttributes(&attributes, &name, OBJ_CASE_INSENSITIVE, r.root, r.security);
  IO_STATUS_BLOCK io{};
  HANDLE h = nullptr;
  bool overlapped = r.options & kOverlapped;
  ULONG options = (r.options & ~kOverlapped) | (overlapped ? 0 : FILE_SYNCHRONOUS_IO_NONALERT);
  Status s{NtCreateFile(&h, r.access | SYNCHRONIZE, &attributes, &io, nullptr, r.attributes,
                        FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE, static_cast<ULONG>(r.disposition), options, nullptr, 0)};
  if (s.ok()) {
    out = Handle(h);
    if (made) *made = static_cast<Made>(io.Information);
  }
  return s;
}

Status open_file(Handle &out, const OpenRequest &r, Made *made) {
  Retry retry;
  Status s;
  do
    s = open_file_once(out, r, made);
  while (retry.again(s));
  return s;
}

static bool g_stat_class_absent; // FileStatInformation: one call where the system has it

static void from_stat(const FileStatInformationData &i, FileFacts &f) {
  f.attributes = i.FileAttributes;
  f.reparse_tag = i.ReparseTag;
  f.links = i.NumberOfLinks;
  f.directory = i.FileAttributes & FILE_ATTRIBUTE_DIRECTORY;
  f.delete_pending = false;
  f.birth = i.CreationTime, f.access = i.LastAccessTime, f.write = i.LastWriteTime, f.change = i.ChangeTime;
  f.size = i.EndOfFile, f.allocated = i.AllocationSize;
  f.id = i.FileId;
}

Status query_facts(RawHandle h, FileFacts &f) {
  IO_STATUS_BLOCK io;
  if (!__atomic_load_n(&g_stat_class_absent, __ATOMIC_RELAXED)) {
    FileStatInformationData info;
    Status s{NtQueryInformationFile(h, &io, &info, sizeof info, static_cast<FILE_INFORMATION_CLASS>(kFileStatInformation))};
    if (s.ok()) return from_stat(info, f), s;
    if (!s.absent()) return s;
    if (s == 0xc0000003u || s == 0xc0000002u) __atomic_store_n(&g_stat_class_absent, true, __ATOMIC_RELAXED);
  }
  FILE_BASIC_INFORMATION basic;
  FILE_STANDARD_INFORMATION standard;
  FILE_INTERNAL_INFORMATION internal;
  Status s{NtQueryInformationFile(h, &io, &basic, sizeof basic, FileBasicInformation)};
  if (!s.ok()) return s;
  s = {NtQueryInformationFile(h, &io, &standard, sizeof standard, FileStandardInformation)};
  if (!s.ok()) return s;
  s = {NtQueryInformationFile(h, &io, &internal, sizeof internal, FileInternalInformation)};
  if (!s.ok()) return s;
  f.attributes = basic.FileAttributes;
  f.reparse_tag = 0;
  f.links = standard.NumberOfLinks;
  f.directory = standard.Directory;
  f.delete_pending = standard.DeletePending;
  f.birth = basic.CreationTime.QuadPart, f.access = basic.LastAccessTime.QuadPart;
  f.write = basic.LastWriteTime.QuadPart, f.change = basic.ChangeTime.QuadPart;
  f.size = standard.EndOfFile.QuadPart, f.allocated = standard.AllocationSize.QuadPart;
  f.id = static_cast<uint64_t>(internal.IndexNumber.QuadPart);
  if (f.attributes & FILE_ATTRIBUTE_REPARSE_POINT) {
    FileAttributeTagInformationData tag;
    if (NtQueryInformationFile(h, &io, &tag, sizeof tag, static_cast<FILE_INFORMATION_CLASS>(kFileAttributeTagInformation)) >= 0)
      f.reparse_tag = tag.ReparseTag;
  }
  return s;
}

Status query_facts_by_name(Name n, FileFacts &f, RawHandle root) {
  UNICODE_STRING name = unicode(n);
  OBJECT_ATTRIBUTES attributes;
  InitializeObjectAttributes(&attributes, &name, OBJ_CASE_INSENSITIVE, root, nullptr);
  FILE_NETWORK_OPEN_INFORMATION i;
  Status s{NtQueryFullAttributesFile(&attributes, &i)};
  if (!s.ok()) return s;
  f = {};
  f.attributes = i.FileAttributes;
  f.directory = i.FileAttributes & FILE_ATTRIBUTE_DIRECTORY;
  f.birth = i.CreationTime.QuadPart, f.access = i.LastAccessTime.QuadPart;
  f.write = i.LastWriteTime.QuadPart, f.change = i.ChangeTime.QuadPart;
  f.size = i.EndOfFile.QuadPart, f.allocated = i.AllocationSize.QuadPart;
  return s;
}

Status query_attributes(Name n, uint32_t &a) {
  UNICODE_STRING name = unicode(n);
  OBJECT_ATTRIBUTES attributes;
  InitializeObjectAttributes(&attributes, &name, OBJ_CASE_INSENSITIVE, nullptr, nullptr);
  FILE_BASIC_INFORMATION i;
  Status s{NtQueryAttributesFile(&attributes, &i)};
  if (s.ok()) a = i.FileAttributes;
  return s;
}

uint64_t volume_serial(RawHandle h) {
  IO_STATUS_BLOCK io;
  FileIdInformationData id;
  if (NtQueryInformationFile(h, &io, &id, sizeof id, static_cast<FILE_INFORMATION_CLASS>(kFileIdInformation)) >= 0)
    return id.VolumeSerialNumber;
  FileFsVolumeInformationData volume;
  NTSTATUS s = NtQueryVolumeInformationFile(h, &io, &volume, sizeof volume, static_cast<FS_INFORMATION_CLASS>(kFileFsVolumeInformation));
  if (s < 0 && s != STATUS_BUFFER_OVERFLOW) return 0;
  return volume.VolumeSerialNumber;
}

Status query_name(RawHandle h, char16_t *buffer, size_t capacity, size_t &length) {
  struct alignas(8) {
    ULONG length;
    WCHAR name[4400];
  } info;
  IO_STATUS_BLOCK io;
  Status s{NtQueryInformationFile(h, &io, &info, sizeof info, FileNameInformation)};
  if (!s.ok()) return s;
  length = info.length / 2;
  if (length > capacity) return {static_cast<int32_t>(STATUS_BUFFER_OVERFLOW)};
  __builtin_memcpy(buffer, info.name, info.length);
  return s;
}

// \Device\HarddiskVolume3 to \??\C: by asking each letter what it stands for.
static bool letter_of(const WCHAR *device, size_t &used, WCHAR &letter) {
  for (WCHAR c = 'A'; c <= 'Z'; c++) {
    WCHAR link[] = L"\\??\\?:", target[260];
    link[4] = c;
    UNICODE_STRING name{12, 12, link}, out{0, sizeof target, target};
    OBJECT_ATTRIBUTES attributes;
    InitializeObjectAttributes(&attributes, &name, OBJ_CASE_INSENSITIVE, nullptr, nullptr);
    HANDLE h;
    if (NtOpenSymbolicLinkObject(&h, SYMBOLIC_LINK_QUERY, &attributes) < 0) continue;
    NTSTATUS s = NtQuerySymbolicLinkObject(h, &out, nullptr);
    NtClose(h);
    size_t n = out.Length / 2;
    if (s < 0 || __builtin_memcmp(device, target, out.Length) || (device[n] != '\\' && device[n])) continue;
    used = n;
    letter = c;
    return true;
  }
  return false;
}

Status query_full_name(RawHandle h, char16_t *buffer, size_t capacity, size_t &length) {
  struct alignas(8) {
    UNICODE_STRING name;
    WCHAR text[4500];
  } info;
  ULONG size;
  Status s{NtQueryObject(h, static_cast<OBJECT_INFORMATION_CLASS>(1) /* ObjectNameInformation */, &info, sizeof info - 2, &size)};
  if (!s.ok()) return s;
  const WCHAR *text = info.name.Buffer;
  size_t n = info.name.Length / 2, used = 0, at = 0;
  if (!text || !n) return {static_cast<int32_t>(STATUS_OBJECT_NAME_NOT_FOUND)};
  const_cast<WCHAR *>(text)[n] = 0;
  WCHAR letter;
  constexpr WCHAR kMup[] = L"\\Device\\Mup\\";
  if (n > 4 && text[0] == '\\' && text[1] == '?' && text[2] == '?') {
    used = 0;
  } else if (n > 12 && __builtin_memcmp(text, kMup, 24) == 0) {
    __builtin_memcpy(buffer, L"\\??\\UNC", 14);
    at = 7, used = 11;
  } else if (letter_of(text, used, letter)) {
    __builtin_memcpy(buffer, L"\\??\\?:", 12);
    buffer[4] = static_cast<char16_t>(letter);
    at = 6;
  } else {
    return {static_cast<int32_t>(STATUS_OBJECT_NAME_NOT_FOUND)};
  }
  if (at + n - used > capacity) return {static_cast<int32_t>(STATUS_BUFFER_OVERFLOW)};
  __builtin_memcpy(buffer + at, text + used, (n - used) * 2);
  length = at + n - used;
  return s;
}

Status read_file(RawHandle h, void *to, uint32_t size, const int64_t *offset, size_t &done) {
  IO_STATUS_BLOCK io{};
  LARGE_INTEGER at;
  if (offset) at.QuadPart = *offset;
  Status s{NtReadFile(h, nullptr, nullptr, nullptr, &io, to, size, offset ? &at : nullptr, nullptr)};
  done = s.ok() ? io.Information : 0;
  if (s == STATUS_END_OF_FILE) return {0};
  return s;
}

Status write_file(RawHandle h, const void *from, uint32_t size, const int64_t *offset, size_t &done) {
  IO_STATUS_BLOCK io{};
  LARGE_INTEGER at;
  if (offset) at.QuadPart = *offset;
  Status s{NtWriteFile(h, nullptr, nullptr, nullptr, &io, const_cast<void *>(from), size, offset ? &at : nullptr, nullptr)};
  done = s.ok() ? io.Information : 0;
  return s;
}

Status query_position(RawHandle h, int64_t &at) {
  FilePositionInformation_ i;
  IO_STATUS_BLOCK io;
  Status s{NtQueryInformationFile(h, &io, &i, sizeof i, FilePositionInformation)};
  at = i.CurrentByteOffset.QuadPart;
  return s;
}

Status set_position(RawHandle h, int64_t at) {
  FilePositionInformation_ i;
  i.CurrentByteOffset.QuadPart = at;
  IO_STATUS_BLOCK io;
  return {NtSetInformationFile(h, &io, &i, sizeof i, FilePositionInformation)};
}

Status query_size(RawHandle h, int64_t &size) {
  FILE_STANDARD_INFORMATION i;
  IO_STATUS_BLOCK io;
  Status s{NtQueryInformationFile(h, &io, &i, sizeof i, FileStandardInformation)};
  size = i.EndOfFile.QuadPart;
  return s;
}

Status set_end(RawHandle h, int64_t size) {
  LARGE_INTEGER i;
  i.QuadPart = size;
  IO_STATUS_BLOCK io;
  return {NtSetInformationFile(h, &io, &i, sizeof i, FileEndOfFileInformation)};
}

Status set_allocation(RawHandle h, int64_t size) {
  LARGE_INTEGER i;
  i.QuadPart = size;
  IO_STATUS_BLOCK io;
  return {NtSetInformationFile(h, &io, &i, sizeof i, FileAllocationInformation)};
}

Status flush(RawHandle h) {
  IO_STATUS_BLOCK io;
  return {NtFlushBuffersFile(h, &io)};
}

Status set_times(RawHandle h, const FileTimes &t) {
  FILE_BASIC_INFORMATION i{};
  i.CreationTime.QuadPart = t.birth;
  i.LastAccessTime.QuadPart = t.access;
  i.LastWriteTime.QuadPart = t.write;
  IO_STATUS_BLOCK io;
  return {NtSetInformationFile(h, &io, &i, sizeof i, FileBasicInformation)};
}

Status set_attributes(RawHandle h, uint32_t attributes) {
  FILE_BASIC_INFORMATION i{};
  i.FileAttributes = attributes ? attributes : static_cast<uint32_t>(FILE_ATTRIBUTE_NORMAL);
  IO_STATUS_BLOCK io;
  return {NtSetInformationFile(h, &io, &i, sizeof i, FileBasicInformation)};
}

uint32_t granted_access(RawHandle h) {
  ACCESS_MASK mask = 0;
  IO_STATUS_BLOCK io;
  return NtQueryInformationFile(h, &io, &mask, sizeof mask, FileAccessInformation) >= 0 ? mask : 0;
}

Status delete_posix(RawHandle h) {
  ULONG flags = 0x1 | 0x2 | 0x10; // DELETE, POSIX_SEMANTICS, IGNORE_READONLY_ATTRIBUTE
  IO_STATUS_BLOCK io;
  return {NtSetInformationFile(h, &io, &flags, sizeof flags, static_cast<FILE_INFORMATION_CLASS>(kFileDispositionInformationEx))};
}

Status delete_classic(RawHandle h) {
  BOOLEAN yes = TRUE;
  IO_STATUS_BLOCK io;
  return {NtSetInformationFile(h, &io, &yes, sizeof yes, FileDispositionInformation)};
}

// FILE_RENAME_INFORMATION and FILE_LINK_INFORMATION have one layout; so have their Ex forms.
static Status set_name(RawHandle h, Name target, uint32_t flags, int information_class) {
  struct alignas(8) {
    ULONG flags;
    HANDLE root;
    ULONG length;
    WCHAR name[4400];
  } info;
  if (target.length > 4400) return {static_cast<int32_t>(STATUS_NAME_TOO_LONG)};
  info.flags = flags;
  info.root = nullptr;
  info.length = static_cast<ULONG>(target.length * 2);
  __builtin_memcpy(info.name, target.text, info.length);
  IO_STATUS_BLOCK io;
  return {NtSetInformationFile(h, &io, &info, static_cast<ULONG>(offsetof(decltype(info), name) + info.length + 2),
                               static_cast<FILE_INFORMATION_CLASS>(information_class))};
}

Status rename_posix(RawHandle h, Name target, bool replace) {
  // REPLACE_IF_EXISTS, POSIX_SEMANTICS, IGNORE_READONLY_ATTRIBUTE
  return set_name(h, target, (replace ? 1 : 0) | 2 | 0x40, kFileRenameInformationEx);
}
Status rename_classic(RawHandle h, Name target, bool replace) { return set_name(h, target, replace, FileRenameInformation); }
Status make_link(RawHandle h, Name target, bool replace) { return set_name(h, target, replace, FileLinkInformation); }

static Status control(RawHandle h, ULONG code, const void *in, size_t in_size, void *out, size_t out_size, size_t &done) {
  IO_STATUS_BLOCK io{};
  Status s{NtFsControlFile(h, nullptr, nullptr, nullptr, &io, code, const_cast<void *>(in), static_cast<ULONG>(in_size), out,
                           static_cast<ULONG>(out_size))};
  done = io.Information;
  return s;
}

Status set_sparse(RawHandle h) {
  size_t done;
  return control(h, 0x900c4, nullptr, 0, nullptr, 0, done);
}
Status set_zero(RawHandle h, int64_t from, int64_t to) {
  int64_t range[2] = {from, to};
  size_t done;
  return control(h, 0x980c8, range, sizeof range, nullptr, 0, done);
}
Status allocated_ranges(RawHandle h, int64_t from, int64_t length, Range *out, size_t capacity, size_t &count) {
  int64_t range[2] = {from, length};
  size_t done = 0;
  Status s = control(h, 0x940cf, range, sizeof range, out, capacity * sizeof *out, done);
  count = done / sizeof *out;
  return s;
}
Status get_reparse(RawHandle h, void *buffer, size_t capacity, size_t &length) {
  return control(h, 0x900a8, nullptr, 0, buffer, capacity, length);
}
Status set_reparse(RawHandle h, const void *data, size_t length) {
  size_t done;
  return control(h, 0x900a4, data, length, nullptr, 0, done);
}

Device device_of(RawHandle h, bool *remote) {
  FileFsDeviceInformationData info;
  IO_STATUS_BLOCK io;
  if (NtQueryVolumeInformationFile(h, &io, &info, sizeof info, static_cast<FS_INFORMATION_CLASS>(kFileFsDeviceInformation)) < 0)
    return Device::Unknown;
  if (remote) *remote = info.Characteristics & 0x10;
  switch (info.DeviceType) {
  case 0x07: case 0x08: case 0x02: case 0x09: case 0x14: return Device::Disk; // disk, its file system, CD, network
  case 0x11: case 0x0c: return Device::Pipe;
  case 0x50: case 0x0f: return Device::Console;
  case 0x15: return Device::Null;
  default: return Device::Other;
  }
}

Status duplicate_here(RawHandle h, Handle &out, uint32_t access, bool inheritable) {
  HANDLE copy = nullptr;
  Status s{NtDuplicateObject(NtCurrentProcess(), h, NtCurrentProcess(), &copy, access, inheritable ? OBJ_INHERIT : 0,
                             access ? 0 : DUPLICATE_SAME_ACCESS)};
  if (s.ok()) out = Handle(copy);
  return s;
}

bool same_file(RawHandle a, RawHandle b) {
  FileFacts fa, fb;
  return query_facts(a, fa).ok() && query_facts(b, fb).ok() && fa.id == fb.id && volume_serial(a) == volume_serial(b);
}

} // namespace tern::nt

// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What the native headers lack of the file interface: classes and functions known from the published
// documentation of the Windows Driver Kit. For runtime/nt/*.cc only.
#pragma once
#include "nt/native.h"

constexpr int kFileIdInformation = 59, kFileDispositionInformationEx = 64, kFileRenameInformationEx = 65, kFileStatInformation = 68,
              kFileAttributeTagInformation = 35, kFileIdBothDirectoryInformation = 37, kFileLinkInformationEx = 72;
constexpr int kFileFsVolumeInformation = 1, kFileFsSizeInformation = 3, kFileFsDeviceInformation = 4, kFileFsAttributeInformation = 5,
              kFileFsFullSizeInformation = 7;

struct FileStatInformationData {
  LONGLONG FileId, CreationTime, LastAccessTime, LastWriteTime, ChangeTime, AllocationSize, EndOfFile;
  ULONG FileAttributes, ReparseTag, NumberOfLinks;
  ACCESS_MASK EffectiveAccess;
};
struct FileIdInformationData {
  ULONGLONG VolumeSerialNumber;
  BYTE FileId[16];
};
struct FileAttributeTagInformationData {
  ULONG FileAttributes, ReparseTag;
};
struct FilePositionInformation_ {
  LARGE_INTEGER CurrentByteOffset;
};
struct FileFsVolumeInformationData {
  LARGE_INTEGER VolumeCreationTime;
  ULONG VolumeSerialNumber, VolumeLabelLength;
  BOOLEAN SupportsObjects;
  WCHAR VolumeLabel[128];
};
struct FileFsDeviceInformationData {
  ULONG DeviceType, Characteristics;
};
struct FileFsFullSizeInformationData {
  LARGE_INTEGER TotalAllocationUnits, CallerAvailableAllocationUnits, ActualAvailableAllocationUnits;
  ULONG SectorsPerAllocationUnit, BytesPerSector;
};
struct FileFsSizeInformationData {
  LARGE_INTEGER TotalAllocationUnits, AvailableAllocationUnits;
  ULONG SectorsPerAllocationUnit, BytesPerSector;
};
struct FileFsAttributeInformationData {
  ULONG FileSystemAttributes;
  LONG MaximumComponentNameLength;
  ULONG FileSystemNameLength;
  WCHAR FileSystemName[32];
};
struct FileIdBothDirectoryInformationData {
  ULONG NextEntryOffset, FileIndex;
  LARGE_INTEGER CreationTime, LastAccessTime, LastWriteTime, ChangeTime, EndOfFile, AllocationSize;
  ULONG FileAttributes, FileNameLength, EaSize;
  CCHAR ShortNameLength;
  WCHAR ShortName[12];
  LARGE_INTEGER FileId;
  WCHAR FileName[1];
};

extern "C" {
NTSTATUS NTAPI NtReadFile(HANDLE, HANDLE, PIO_APC_ROUTINE, PVOID, PIO_STATUS_BLOCK, PVOID, ULONG, PLARGE_INTEGER, PULONG);
NTSTATUS NTAPI NtWriteFile(HANDLE, HANDLE, PIO_APC_ROUTINE, PVOID, PIO_STATUS_BLOCK, PVOID, ULONG, PLARGE_INTEGER, PULONG);
NTSTATUS NTAPI NtQueryFullAttributesFile(POBJECT_ATTRIBUTES, void *);
NTSTATUS NTAPI NtQueryAttributesFile(POBJECT_ATTRIBUTES, PFILE_BASIC_INFORMATION);
NTSTATUS NTAPI NtQueryVolumeInformationFile(HANDLE, PIO_STATUS_BLOCK, PVOID, ULONG, FS_INFORMATION_CLASS);
NTSTATUS NTAPI NtFlushBuffersFile(HANDLE, PIO_STATUS_BLOCK);
NTSTATUS NTAPI NtQueryDirectoryFile(HANDLE, HANDLE, PIO_APC_ROUTINE, PVOID, PIO_STATUS_BLOCK, PVOID, ULONG, FILE_INFORMATION_CLASS, BOOLEAN,
                                    PUNICODE_STRING, BOOLEAN);
NTSTATUS NTAPI NtFsControlFile(HANDLE, HANDLE, PIO_APC_ROUTINE, PVOID, PIO_STATUS_BLOCK, ULONG, PVOID, ULONG, PVOID, ULONG);
NTSTATUS NTAPI NtQuerySecurityObject(HANDLE, SECURITY_INFORMATION, PSECURITY_DESCRIPTOR, ULONG, PULONG);
NTSTATUS NTAPI NtSetSecurityObject(HANDLE, SECURITY_INFORMATION, PSECURITY_DESCRIPTOR);
NTSTATUS NTAPI NtDuplicateObject(HANDLE, HANDLE, HANDLE, PHANDLE, ACCESS_MASK, ULONG, ULONG);
NTSTATUS NTAPI NtOpenSymbolicLinkObject(PHANDLE, ACCESS_MASK, POBJECT_ATTRIBUTES);
NTSTATUS NTAPI NtQuerySymbolicLinkObject(HANDLE, PUNICODE_STRING, PULONG);
NTSTATUS NTAPI NtDelayExecution(BOOLEAN, const LARGE_INTEGER *);
}
#ifndef SYMBOLIC_LINK_QUERY
#define SYMBOLIC_LINK_QUERY 1
#endif
#ifndef NtCurrentProcess
#define NtCurrentProcess() (reinterpret_cast<HANDLE>(static_cast<LONG_PTR>(-1)))
#endif

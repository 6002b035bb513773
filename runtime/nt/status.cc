// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "nt/status.h"
#include "nt/native.h"

namespace tern::nt {

namespace {

struct Row {
  uint32_t code;
  int error;
};

// Sorted by code (checked at compile time); what is not in it is EIO.
constexpr Row kStatusRows[] = {
    {0x00000102, ETIMEDOUT}, // STATUS_TIMEOUT
    {0x80000005, ERANGE},    // BUFFER_OVERFLOW
    {0x80000006, ENOENT},    // NO_MORE_FILES
    {0x8000000d, EIO},       // PARTIAL_COPY
    {0x8000000e, EIO},       // DEVICE_PAPER_EMPTY
    {0x80000011, EBUSY},     // DEVICE_BUSY
    {0x8000001a, ENOENT},    // NO_MORE_ENTRIES
    {0xc0000001, EIO},       // UNSUCCESSFUL
    {0xc0000002, ENOSYS},    // NOT_IMPLEMENTED
    {0xc0000003, ENOSYS},    // INVALID_INFO_CLASS
    {0xc0000004, EINVAL},    // INFO_LENGTH_MISMATCH
    {0xc0000005, EFAULT},    // ACCESS_VIOLATION
    {0xc0000008, EBADF},     // INVALID_HANDLE
    {0xc000000b, ESRCH},     // INVALID_CID
    {0xc000000d, EINVAL},    // INVALID_PARAMETER
    {0xc000000e, ENXIO},     // NO_SUCH_DEVICE
    {0xc000000f, ENOENT},    // NO_SUCH_FILE
    {0xc0000010, EINVAL},    // INVALID_DEVICE_REQUEST
    {0xc0000011, EIO},       // END_OF_FILE
    {0xc0000012, ENODEV},    // WRONG_VOLUME
    {0xc0000013, ENODEV},    // NO_MEDIA_IN_DEVICE
    {0xc0000017, ENOMEM},    // NO_MEMORY
    {0xc0000018, ENOMEM},    // CONFLICTING_ADDRESSES
    {0xc0000019, ENOMEM},    // NOT_MAPPED_VIEW
    {0xc0000022, EACCES},    // ACCESS_DENIED
    {0xc0000023, ENOBUFS},   // BUFFER_TOO_SMALL
    {0xc0000024, EBADF},     // OBJECT_TYPE_MISMATCH
    {0xc000002b, EINVAL},    // PARITY / INVALID
    {0xc000002d, ENOMEM},    // NOT_COMMITTED
    {0xc0000033, ENOENT},    // OBJECT_NAME_INVALID
    {0xc0000034, ENOENT},    // OBJECT_NAME_NOT_FOUND
    {0xc0000035, EEXIST},    // OBJECT_NAME_COLLISION
    {0xc0000039, ENOENT},    // OBJECT_PATH_INVALID
    {0xc000003a, ENOENT},    // OBJECT_PATH_NOT_FOUND
    {0xc000003b, ENOTDIR},   // OBJECT_PATH_SYNTAX_BAD
    {0xc0000040, ENOMEM},    // SECTION_TOO_BIG
    {0xc0000043, EBUSY},     // SHARING_VIOLATION
    {0xc0000044, ENOMEM},    // QUOTA_EXCEEDED
    {0xc000004b, ESRCH},     // THREAD_IS_TERMINATING
    {0xc000004f, EOPNOTSUPP}, // EAS_NOT_SUPPORTED
    {0xc0000050, E2BIG},     // EA_TOO_LARGE
    {0xc0000051, ENODATA},   // NONEXISTENT_EA_ENTRY
    {0xc0000052, ENODATA},   // NO_EAS_ON_FILE
    {0xc0000054, EAGAIN},    // FILE_LOCK_CONFLICT
    {0xc0000055, EAGAIN},    // LOCK_NOT_GRANTED
    {0xc0000056, EBUSY},     // DELETE_PENDING
    {0xc000005a, EINVAL},    // INVALID_OWNER
    {0xc000005e, EACCES},    // NO_LOGON_SERVERS
    {0xc0000061, EPERM},     // PRIVILEGE_NOT_HELD
    {0xc0000064, ENOENT},    // NO_SUCH_USER
    {0xc0000073, ENOENT},    // NONE_MAPPED
    {0xc0000078, EINVAL},    // INVALID_SID
    {0xc000007a, ENOSYS},    // PROCEDURE_NOT_FOUND
    {0xc000007b, ENOEXEC},   // INVALID_IMAGE_FORMAT
    {0xc000007e, ENOLCK},    // RANGE_NOT_LOCKED
    {0xc000007f, ENOSPC},    // DISK_FULL
    {0xc0000098, ENOENT},    // FILE_INVALID
    {0xc000009a, ENOMEM},    // INSUFFICIENT_RESOURCES
    {0xc000009d, ENXIO},     // DEVICE_NOT_CONNECTED
    {0xc00000a0, ENOMEM},    // BAD_WORKING_SET_LIMIT
    {0xc00000a1, ENOMEM},    // WORKING_SET_QUOTA
    {0xc00000a2, EROFS},     // MEDIA_WRITE_PROTECTED
    {0xc00000a3, EIO},       // DEVICE_NOT_READY
    {0xc00000a5, EACCES},    // BAD_IMPERSONATION_LEVEL
    {0xc00000ab, EBUSY},     // INSTANCE_NOT_AVAILABLE
    {0xc00000ac, EBUSY},     // PIPE_NOT_AVAILABLE
    {0xc00000ad, EBUSY},     // INVALID_PIPE_STATE
    {0xc00000ae, EBUSY},     // PIPE_BUSY
    {0xc00000b0, EPIPE},     // PIPE_DISCONNECTED
    {0xc00000b1, EPIPE},     // PIPE_CLOSING
    {0xc00000b3, ENOTCONN},  // PIPE_LISTENING
    {0xc00000b5, ETIMEDOUT}, // IO_TIMEOUT
    {0xc00000ba, EISDIR},    // FILE_IS_A_DIRECTORY
    {0xc00000bb, EOPNOTSUPP}, // NOT_SUPPORTED
    {0xc00000c9, ENOENT},    // NETWORK_NAME_DELETED
    {0xc00000ca, EACCES},    // NETWORK_ACCESS_DENIED
    {0xc00000cc, ENOENT},    // BAD_NETWORK_NAME
    {0xc00000d4, EXDEV},     // NOT_SAME_DEVICE
    {0xc00000d5, EBUSY},     // FILE_RENAMED
    {0xc00000d9, EAGAIN},    // PIPE_EMPTY
    {0xc00000da, EIO},       // CANT_ACCESS_DOMAIN_INFO
    {0xc00000df, ENOENT},    // NO_SUCH_DOMAIN
    {0xc0000101, ENOTEMPTY}, // DIRECTORY_NOT_EMPTY
    {0xc0000102, EIO},       // FILE_CORRUPT_ERROR
    {0xc0000103, ENOTDIR},   // NOT_A_DIRECTORY
    {0xc0000106, ENAMETOOLONG}, // NAME_TOO_LONG
    {0xc0000107, EBUSY},     // FILES_OPEN
    {0xc000010a, ESRCH},     // PROCESS_IS_TERMINATING
    {0xc000011f, EMFILE},    // TOO_MANY_OPENED_FILES
    {0xc0000120, EINTR},     // CANCELLED
    {0xc0000121, EBUSY},     // CANNOT_DELETE
    {0xc0000123, ENOENT},    // FILE_DELETED
    {0xc000012d, ENOMEM},    // COMMITMENT_LIMIT
    {0xc000012f, ENOEXEC},   // INVALID_IMAGE_NOT_MZ
    {0xc0000130, ENOEXEC},   // INVALID_IMAGE_PROTECT
    {0xc0000131, ENOEXEC},   // INVALID_IMAGE_WIN_16
    {0xc0000135, ENOENT},    // DLL_NOT_FOUND
    {0xc0000138, ENOSYS},    // ORDINAL_NOT_FOUND
    {0xc0000139, ENOSYS},    // ENTRYPOINT_NOT_FOUND
    {0xc000014b, EPIPE},     // PIPE_BROKEN
    {0xc000015b, EACCES},    // LOGON_TYPE_NOT_GRANTED
    {0xc0000184, EBUSY},     // INVALID_DEVICE_STATE
    {0xc00001a1, EINVAL},    // INVALID_LOCK_RANGE
    {0xc000020c, ENOTCONN},  // CONNECTION_DISCONNECTED
    {0xc000020d, ECONNRESET}, // CONNECTION_RESET
    {0xc0000225, ENOENT},    // NOT_FOUND
    {0xc0000235, EBADF},     // HANDLE_NOT_CLOSABLE
    {0xc0000236, ECONNREFUSED}, // CONNECTION_REFUSED
    {0xc000023a, ENOTCONN},  // CONNECTION_INVALID
    {0xc000023c, ENETUNREACH}, // NETWORK_UNREACHABLE
    {0xc000023d, EHOSTUNREACH}, // HOST_UNREACHABLE
    {0xc0000241, ECONNABORTED}, // CONNECTION_ABORTED
    {0xc0000243, EBUSY},     // USER_MAPPED_FILE
    {0xc0000265, EMLINK},    // TOO_MANY_LINKS
    {0xc0000275, ENOTSUP},   // NOT_A_REPARSE_POINT
    {0xc0000279, ELOOP},     // IO_REPARSE_TAG_NOT_HANDLED
    {0xc0000280, ENOENT},    // REPARSE_OBJECT
    {0xc0000428, EACCES},    // INVALID_IMAGE_HASH
    {0xc000046a, ENOSYS},    // OPERATION_NOT_SUPPORTED_IN_TRANSACTION
    {0xc0000480, ENOTSUP},   // SHARE_UNAVAILABLE
};

constexpr Row kWin32Rows[] = {
    {1, ENOSYS},       {2, ENOENT},        {3, ENOENT},      {4, EMFILE},      {5, EACCES},     {6, EBADF},      {8, ENOMEM},
    {10, E2BIG},       {11, ENOEXEC},      {13, EINVAL},     {14, ENOMEM},     {15, ENODEV},    {16, EACCES},    {17, EXDEV},
    {18, ENOENT},      {19, EROFS},        {21, EIO},        {32, EBUSY},      {33, EAGAIN},    {38, EIO},       {39, ENOSPC},
    {50, EOPNOTSUPP},  {53, ENOENT},       {64, EHOSTDOWN},  {65, EACCES},     {67, ENOENT},    {80, EEXIST},    {82, EACCES},
    {84, ENOMEM},      {87, EINVAL},       {89, EAGAIN},     {109, EPIPE},     {112, ENOSPC},   {120, ENOSYS},   {122, ENOBUFS},
    {123, ENOENT},     {126, ENOENT},      {127, ENOENT},    {128, ECHILD},    {129, ENOEXEC},  {131, EINVAL},   {145, ENOTEMPTY},
    {161, ENOENT},     {164, EAGAIN},      {170, EBUSY},     {183, EEXIST},    {191, ENOEXEC},  {192, ENOEXEC},  {193, ENOEXEC},
    {203, ENOENT},     {206, ENAMETOOLONG}, {215, EAGAIN},   {216, ENOEXEC},   {230, EPIPE},    {231, EBUSY},    {232, EPIPE},
    {233, EPIPE},      {258, ETIMEDOUT},   {267, ENOTDIR},   {299, EIO},       {487, EFAULT},   {536, ENOTCONN}, {740, EACCES},
    {995, EINTR},      {998, EFAULT},      {1314, EPERM},    {1332, ENOENT},   {1450, ENOMEM},  {1455, ENOMEM},  {1816, ENOMEM},
};

template <size_t N> constexpr bool sorted(const Row (&rows)[N]) {
  for (size_t i = 1; i < N; i++)
    if (rows[i - 1].code >= rows[i].code) return false;
  return true;
}
static_assert(sorted(kStatusRows) && sorted(kWin32Rows));

template <size_t N> int look_up(const Row (&rows)[N], uint32_t code) {
  size_t low = 0, high = N;
  while (low < high) {
    size_t middle = (low + high) / 2;
    if (rows[middle].code < code)
      low = middle + 1;
    else
      high = middle;
  }
  return low < N && rows[low].code == code ? rows[low].error : EIO;
}

} // namespace

Errno errno_of(Status s) {
  auto code = static_cast<uint32_t>(s.value);
  if ((code & 0xffff0000) == 0xc0070000) return errno_of_win32(code & 0xffff); // NTSTATUS_FROM_WIN32
  return Errno(look_up(kStatusRows, code));
}

Errno errno_of_win32(uint32_t code) { return Errno(look_up(kWin32Rows, code)); }

uint32_t last_error() { return GetLastError(); }

} // namespace tern::nt

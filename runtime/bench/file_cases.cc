// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Files, against the Win32 calls that tell or do the same.
#include "bench.h"
#include <cstdio>
#include <cstdlib>
#include <dirent.h>
#include <fcntl.h>
#include <string>
#include <sys/cygwin.h>
#include <sys/stat.h>
#include <unistd.h>
#include <windows.h>

namespace {

struct Folder {
  char posix[64] = "/tmp/tern-bench-XXXXXX";
  wchar_t native[300];
  std::string file;
  std::wstring native_file, native_other, native_pattern;

  Folder() {
    if (!mkdtemp(posix)) perror("bench: mkdtemp"), exit(1);
    cygwin_conv_path(CCP_POSIX_TO_WIN_W, posix, native, sizeof native);
    file = std::string(posix) + "/file";
    native_file = std::wstring(native) + L"\\file";
    native_other = std::wstring(native) + L"\\other";
    native_pattern = std::wstring(native) + L"\\*";
    close(open(file.c_str(), O_CREAT | O_RDWR, 0644));
    for (int i = 0; i < 200; i++) close(open((std::string(posix) + "/f" + std::to_string(i)).c_str(), O_CREAT | O_RDWR, 0644));
  }
  ~Folder() {
    for (int i = 0; i < 200; i++) unlink((std::string(posix) + "/f" + std::to_string(i)).c_str());
    unlink(file.c_str());
    rmdir(posix);
  }
};

Folder &folder() {
  static Folder f;
  return f;
}

HANDLE open_native(const std::wstring &name, DWORD access, DWORD disposition) {
  return CreateFileW(name.c_str(), access, FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE, nullptr, disposition,
                     FILE_FLAG_BACKUP_SEMANTICS, nullptr);
}

void stat_posix() {
  struct stat st;
  stat(folder().file.c_str(), &st);
}
void stat_raw() { // the facts that stat tells: identity, size, times, and what modes come from
  HANDLE h = open_native(folder().native_file, FILE_READ_ATTRIBUTES | READ_CONTROL, OPEN_EXISTING);
  BY_HANDLE_FILE_INFORMATION info;
  GetFileInformationByHandle(h, &info);
  char security[1024];
  DWORD needed;
  GetKernelObjectSecurity(h, OWNER_SECURITY_INFORMATION | GROUP_SECURITY_INFORMATION | DACL_SECURITY_INFORMATION, security, sizeof security, &needed);
  CloseHandle(h);
}

void missing_posix() {
  struct stat st;
  stat("/tmp/tern-bench-no-such-file", &st);
}
void missing_header_posix() { // what a compiler asks: no program's name
  struct stat st;
  stat("/tmp/tern-bench-no-such-file.h", &st);
}
void missing_raw() { GetFileAttributesW(L"Z:\\tmp\\tern-bench-no-such-file"); }

void open_close_posix() { close(open(folder().file.c_str(), O_RDONLY)); }
void open_close_raw() { CloseHandle(open_native(folder().native_file, GENERIC_READ, OPEN_EXISTING)); }

void create_unlink_posix() {
  std::string name = std::string(folder().posix) + "/other";
  int fd = open(name.c_str(), O_CREAT | O_WRONLY, 0644);
  if (write(fd, "x", 1) != 1) perror("bench: write");
  close(fd);
  unlink(name.c_str());
}
void create_unlink_raw() {
  HANDLE h = open_native(folder().native_other, GENERIC_WRITE, CREATE_ALWAYS);
  DWORD done;
  WriteFile(h, "x", 1, &done, nullptr);
  CloseHandle(h);
  DeleteFileW(folder().native_other.c_str());
}

void readdir_posix() {
  DIR *d = opendir(folder().posix);
  while (readdir(d)) {}
  closedir(d);
}
void readdir_raw() {
  WIN32_FIND_DATAW data;
  HANDLE h = FindFirstFileW(folder().native_pattern.c_str(), &data);
  while (FindNextFileW(h, &data)) {}
  FindClose(h);
}

void readdir_stat_posix() {
  DIR *d = opendir(folder().posix);
  struct stat st;
  while (dirent *e = readdir(d)) stat((std::string(folder().posix) + "/" + e->d_name).c_str(), &st);
  closedir(d);
}
void readdir_stat_raw() {
  WIN32_FIND_DATAW data;
  WIN32_FILE_ATTRIBUTE_DATA info;
  HANDLE h = FindFirstFileW(folder().native_pattern.c_str(), &data);
  do GetFileAttributesExW((std::wstring(folder().native) + L"\\" + data.cFileName).c_str(), GetFileExInfoStandard, &info);
  while (FindNextFileW(h, &data));
  FindClose(h);
}

} // namespace

void add_file_cases() {
  bench::add({"stat_exist", 50, stat_posix, stat_raw});
  bench::add({"stat_missing", 50, missing_posix, missing_raw});
  bench::add({"stat_missing_header", 50, missing_header_posix, missing_raw});
  bench::add({"open_close", 50, open_close_posix, open_close_raw});
  bench::add({"create_write_unlink", 10, create_unlink_posix, create_unlink_raw});
  bench::add({"readdir_200", 5, readdir_posix, readdir_raw});
  bench::add({"readdir_stat_200", 1, readdir_stat_posix, readdir_stat_raw});
  int *ends = new int[2];
  if (pipe(ends) != 0) return;
  static HANDLE read_end, write_end;
  CreatePipe(&read_end, &write_end, nullptr, 65536);
  bench::add({"pipe_write_read_1", 200,
              [ends] {
                char c = 0;
                if (write(ends[1], &c, 1) != 1 || read(ends[0], &c, 1) != 1) perror("bench: pipe");
              },
              [] {
                char c = 0;
                DWORD done;
                WriteFile(write_end, &c, 1, &done, nullptr);
                ReadFile(read_end, &c, 1, &done, nullptr);
              }});
}

// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Bytes of files, renames, large and deep trees.
#include "bench.h"
#include <cstdio>
#include <cstdlib>
#include <dirent.h>
#include <fcntl.h>
#include <ftw.h>
#include <string>
#include <sys/cygwin.h>
#include <sys/stat.h>
#include <unistd.h>
#include <windows.h>

namespace {

constexpr size_t kBlock = 65536;

std::wstring native_of(const std::string &path) {
  wchar_t native[4096];
  cygwin_conv_path(CCP_POSIX_TO_WIN_W, path.c_str(), native, sizeof native);
  return native;
}
void touch(const std::string &path) { close(open(path.c_str(), O_CREAT | O_WRONLY, 0644)); }
int forget(const char *path, const struct stat *, int, struct FTW *) { return remove(path); }

// Made when a row first needs it; removed at the end.
struct Tree {
  std::string root;
  Tree() {
    char name[] = "/tmp/tern-bench-tree-XXXXXX";
    if (!mkdtemp(name)) perror("bench: mkdtemp"), exit(1);
    root = name;
  }
  ~Tree() { nftw(root.c_str(), forget, 16, FTW_DEPTH | FTW_PHYS); }
};

struct DeepTree : Tree {
  std::string deep = root, flat = root + "/flat";
  DeepTree() {
    touch(flat);
    for (int i = 0; i < 20; i++) mkdir((deep += "/component").c_str(), 0755);
    touch(deep += "/file");
  }
};

struct WideTree : Tree {
  WideTree() {
    for (int i = 0; i < 2000; i++) touch(root + "/f" + std::to_string(i));
  }
};

struct LargeTree : Tree { // 100 folders of 100 files
  LargeTree() {
    for (int i = 0; i < 100; i++) {
      std::string folder = root + "/d" + std::to_string(i);
      mkdir(folder.c_str(), 0755);
      for (int k = 0; k < 100; k++) touch(folder + "/f" + std::to_string(k));
    }
  }
};

template <class T> T &only() {
  static T t;
  return t;
}

struct Bytes : Tree {
  int fd;
  HANDLE raw;
  char block[kBlock] = {};
  Bytes() {
    std::string path = root + "/data";
    fd = open(path.c_str(), O_CREAT | O_RDWR, 0644);
    if (write(fd, block, sizeof block) != static_cast<ssize_t>(sizeof block)) perror("bench: write");
    raw = CreateFileW(native_of(path).c_str(), GENERIC_READ | GENERIC_WRITE, FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE, nullptr, OPEN_EXISTING, 0, nullptr);
  }
  ~Bytes() { close(fd), CloseHandle(raw); }
};
DWORD raw_io(bool write, DWORD size) {
  OVERLAPPED at = {};
  DWORD done = 0;
  Bytes &b = only<Bytes>();
  if (write) WriteFile(b.raw, b.block, size, &done, &at);
  else ReadFile(b.raw, b.block, size, &done, &at);
  return done;
}

void list(const std::string &path, bool look) {
  DIR *d = opendir(path.c_str());
  struct stat st;
  while (dirent *e = readdir(d))
    if (look) stat((path + "/" + e->d_name).c_str(), &st);
  closedir(d);
}
void list_raw(const std::wstring &path, bool look) {
  WIN32_FIND_DATAW data;
  WIN32_FILE_ATTRIBUTE_DATA info;
  HANDLE h = FindFirstFileW((path + L"\\*").c_str(), &data);
  do {
    if (look) GetFileAttributesExW((path + L"\\" + data.cFileName).c_str(), GetFileExInfoStandard, &info);
  } while (FindNextFileW(h, &data));
  FindClose(h);
}

unsigned g_seen;
int count(const char *, const struct stat *, int, struct FTW *) { return g_seen++, 0; }
void walk_raw(const std::wstring &path) {
  WIN32_FIND_DATAW data;
  WIN32_FILE_ATTRIBUTE_DATA info;
  HANDLE h = FindFirstFileW((path + L"\\*").c_str(), &data);
  do {
    if (data.cFileName[0] == '.') continue;
    std::wstring name = path + L"\\" + data.cFileName;
    GetFileAttributesExW(name.c_str(), GetFileExInfoStandard, &info);
    if (data.dwFileAttributes & FILE_ATTRIBUTE_DIRECTORY) walk_raw(name);
  } while (FindNextFileW(h, &data));
  FindClose(h);
}

} // namespace

void add_file_io_cases() {
  struct stat *st = new struct stat;
  bench::add({"stat_deep_20 (of flat)", 50, [st] { stat(only<DeepTree>().deep.c_str(), st); }, [st] { stat(only<DeepTree>().flat.c_str(), st); }});
  bench::add({"rename", 10,
              [] {
                std::string a = only<DeepTree>().flat, b = a + "2";
                if (rename(a.c_str(), b.c_str()) || rename(b.c_str(), a.c_str())) abort();
              },
              [] {
                static std::wstring a = native_of(only<DeepTree>().flat), b = a + L"2";
                if (!MoveFileExW(a.c_str(), b.c_str(), MOVEFILE_REPLACE_EXISTING) || !MoveFileExW(b.c_str(), a.c_str(), MOVEFILE_REPLACE_EXISTING)) abort();
              }});
  bench::add({"pread_1", 500, [] { if (pread(only<Bytes>().fd, only<Bytes>().block, 1, 0) != 1) abort(); }, [] { if (raw_io(false, 1) != 1) abort(); }});
  bench::add({"read_64k", 200, [] { if (pread(only<Bytes>().fd, only<Bytes>().block, kBlock, 0) != kBlock) abort(); }, [] { raw_io(false, kBlock); }});
  bench::add({"write_64k", 200, [] { if (pwrite(only<Bytes>().fd, only<Bytes>().block, kBlock, 0) != kBlock) abort(); }, [] { raw_io(true, kBlock); }});
  bench::add({"readdir_2000", 2, [] { list(only<WideTree>().root, false); }, [] { list_raw(native_of(only<WideTree>().root), false); }});
  bench::add({"readdir_stat_2000", 1, [] { list(only<WideTree>().root, true); }, [] { list_raw(native_of(only<WideTree>().root), true); }});
  bench::add({"walk_10000", 1, [] { nftw(only<LargeTree>().root.c_str(), count, 64, FTW_PHYS); }, [] { walk_raw(native_of(only<LargeTree>().root)); }});
}

// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// /proc/registry: keys are directories, values files.
#include "folder.h"
#include <windows.h>

class Registry : public Folder {
protected:
  HKEY key = nullptr;
  std::string path = "/proc/registry/HKEY_CURRENT_USER/Software/tern-test";
  void SetUp() override {
    Folder::SetUp();
    path += std::to_string(getpid());
    std::string name = path.substr(strlen("/proc/registry/HKEY_CURRENT_USER/"));
    for (char &c : name)
      if (c == '/') c = '\\';
    key_name = name;
    ASSERT_EQ(RegCreateKeyExA(HKEY_CURRENT_USER, name.c_str(), 0, nullptr, 0, KEY_ALL_ACCESS, nullptr, &key, nullptr), 0);
    HKEY sub;
    RegCreateKeyExA(key, "a/b", 0, nullptr, 0, KEY_ALL_ACCESS, nullptr, &sub, nullptr);
    RegCloseKey(sub);
    RegSetValueExW(key, L"text", 0, REG_SZ, reinterpret_cast<const BYTE *>(L"gr\u00fcn"), 10);
    DWORD number = 0x01020304;
    RegSetValueExA(key, "number", 0, REG_DWORD, reinterpret_cast<const BYTE *>(&number), 4);
    std::string big(20000, 'b');
    RegSetValueExA(key, "big", 0, REG_BINARY, reinterpret_cast<const BYTE *>(big.data()), 20000);
    RegSetValueExA(key, nullptr, 0, REG_SZ, reinterpret_cast<const BYTE *>("default"), 8);
  }
  void TearDown() override {
    RegDeleteKeyA(key, "a/b");
    RegCloseKey(key);
    RegDeleteKeyA(HKEY_CURRENT_USER, key_name.c_str());
    Folder::TearDown();
  }
  std::string key_name;
  std::string value(const char *name) { return read_file((path + "/" + name).c_str()); }
};

TEST_F(Registry, Values) {
  EXPECT_EQ(value("text"), std::string("gr\xc3\xbcn\0", 6));
  EXPECT_EQ(value("number"), std::string("\4\3\2\1", 4));
  EXPECT_EQ(value("@"), std::string("default\0", 8));
  EXPECT_EQ(value("NUMBER").size(), 4u);
  int fd = open((path + "/big").c_str(), O_RDONLY);
  struct stat st;
  ASSERT_EQ(fstat(fd, &st), 0);
  EXPECT_EQ(st.st_size, 20000);
  EXPECT_TRUE(S_ISREG(st.st_mode));
  EXPECT_EQ(lseek(fd, 19999, SEEK_SET), 19999);
  char c;
  EXPECT_EQ(read(fd, &c, 1), 1);
  EXPECT_EQ(c, 'b');
  close(fd);
}

TEST_F(Registry, Keys) {
  struct stat st;
  ASSERT_EQ(stat(path.c_str(), &st), 0);
  EXPECT_TRUE(S_ISDIR(st.st_mode));
  DIR *d = opendir(path.c_str());
  ASSERT_NE(d, nullptr);
  int keys = 0, values = 0;
  bool encoded = false;
  while (dirent *e = readdir(d)) {
    if (e->d_name[0] == '.') continue;
    (e->d_type == DT_DIR ? keys : values)++;
    encoded |= std::string(e->d_name) == "a%2fb";
  }
  closedir(d);
  EXPECT_EQ(keys, 1);
  EXPECT_EQ(values, 4);
  EXPECT_TRUE(encoded);
  EXPECT_EQ(chdir((path + "/a%2fb/..").c_str()), 0);
  EXPECT_EQ(access("text", F_OK), 0);
  EXPECT_EQ(chdir("/"), 0);
  d = opendir("/proc/registry");
  int roots = 0;
  while (dirent *e = readdir(d)) roots += !strncmp(e->d_name, "HKEY_", 5);
  closedir(d);
  EXPECT_EQ(roots, 5);
}

TEST_F(Registry, Errors) {
  EXPECT_ERRNO(open((path + "/none").c_str(), O_RDONLY), ENOENT);
  EXPECT_ERRNO(open((path + "/number").c_str(), O_WRONLY), EACCES);
  EXPECT_ERRNO(open((path + "/new").c_str(), O_WRONLY | O_CREAT, 0644), EACCES);
  EXPECT_ERRNO(open((path + "/number/x").c_str(), O_RDONLY), ENOTDIR);
  EXPECT_ERRNO(open("/proc/registry/HKEY_NONE", O_RDONLY), ENOENT);
}

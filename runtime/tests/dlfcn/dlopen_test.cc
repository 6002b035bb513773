// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// POSIX.1-2024 dlopen, dlsym, dlclose, dlerror, dladdr; a library opened at run time in a forked child.
#include <dlfcn.h>
#include <gtest/gtest.h>
#include <link.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

namespace {
constexpr char kPlugin[] = "./libplugin.so";
using Get = int();
using Set = void(int);
struct Plugin {
  void *handle = dlopen(kPlugin, RTLD_NOW);
  Get *get = handle ? reinterpret_cast<Get *>(dlsym(handle, "plugin_get")) : nullptr;
  Set *set = handle ? reinterpret_cast<Set *>(dlsym(handle, "plugin_set")) : nullptr;
  ~Plugin() {
    if (handle) dlclose(handle);
  }
};
} // namespace

TEST(Dlopen, LoadsRunsConstructorsAndFindsSymbols) {
  Plugin p;
  ASSERT_TRUE(p.handle) << dlerror();
  ASSERT_TRUE(p.get);
  p.set(5);
  EXPECT_EQ(p.get(), 507);
  auto *value = static_cast<int *>(dlsym(p.handle, "plugin_value"));
  ASSERT_TRUE(value);
  *value = 6;
  EXPECT_EQ(p.get(), 607);
  EXPECT_EQ(dlsym(p.handle, "no_such_symbol"), nullptr);
  EXPECT_TRUE(dlerror());
  EXPECT_EQ(dlerror(), nullptr); // told once
}

TEST(Dlopen, MissingLibrary) {
  EXPECT_EQ(dlopen("./libno-such-library.so", RTLD_LAZY), nullptr);
  ASSERT_TRUE(dlerror());
}

TEST(Dlopen, SameHandleTwice) {
  Plugin p;
  void *again = dlopen(kPlugin, RTLD_LAZY);
  EXPECT_EQ(again, p.handle);
  EXPECT_EQ(dlclose(again), 0);
  EXPECT_EQ(p.get() % 100, 7); // still there
}

TEST(Dlsym, DefaultFindsLibcAndProgramHandleToo) {
  EXPECT_TRUE(dlsym(RTLD_DEFAULT, "strlen"));
  void *self = dlopen(nullptr, RTLD_NOW);
  ASSERT_TRUE(self);
  EXPECT_TRUE(dlsym(self, "strlen"));
  EXPECT_EQ(dlclose(self), 0);
}

namespace {
struct Sought {
  uintptr_t address;
  bool found, is_program;
};
int look_for(struct dl_phdr_info *info, size_t size, void *data) {
  auto *s = static_cast<Sought *>(data);
  EXPECT_GE(size, offsetof(struct dl_phdr_info, dlpi_phnum) + sizeof info->dlpi_phnum);
  for (int i = 0; i < info->dlpi_phnum; ++i) {
    auto &p = info->dlpi_phdr[i];
    if (p.p_type != PT_LOAD || !(p.p_flags & PF_X) || s->address - info->dlpi_addr - p.p_vaddr >= p.p_memsz) continue;
    s->found = true;
    s->is_program = !info->dlpi_name[0];
    return 7;
  }
  return 0;
}
} // namespace

TEST(DlIteratePhdr, FindsProgramAndLibrary) {
  Sought program{reinterpret_cast<uintptr_t>(&look_for), false, false};
  EXPECT_EQ(dl_iterate_phdr(look_for, &program), 7); // what the callback returned
  EXPECT_TRUE(program.found && program.is_program);
  Plugin p;
  Sought library{reinterpret_cast<uintptr_t>(p.get), false, false};
  EXPECT_EQ(dl_iterate_phdr(look_for, &library), 7);
  EXPECT_TRUE(library.found && !library.is_program);
  Sought nothing{1, false, false};
  EXPECT_EQ(dl_iterate_phdr(look_for, &nothing), 0);
}

TEST(Dladdr, NamesLibraryAndSymbol) {
  Plugin p;
  Dl_info info;
  ASSERT_NE(dladdr(reinterpret_cast<void *>(p.get), &info), 0);
  EXPECT_TRUE(strstr(info.dli_fname, "plugin"));
  EXPECT_STREQ(info.dli_sname, "plugin_get");
  int local;
  EXPECT_EQ(dladdr(&local, &info), 0);
}

TEST(Dlopen, ForkedChildHasTheLibraryWithItsData) {
  Plugin p;
  p.set(9);
  pid_t pid = fork();
  ASSERT_GE(pid, 0);
  if (pid == 0) {
    bool same = p.get() == 907 && dlsym(p.handle, "plugin_get") == reinterpret_cast<void *>(p.get);
    p.set(3);
    _exit(same && p.get() == 307 ? 0 : 1);
  }
  int status;
  waitpid(pid, &status, 0);
  EXPECT_EQ(status, 0);
  EXPECT_EQ(p.get(), 907);
}

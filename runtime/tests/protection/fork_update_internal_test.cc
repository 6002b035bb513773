// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A program whose files are replaced on disk while it runs forks children that run the old code (docs/how/fork-protection.md).
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <gtest/gtest.h>
#include <spawn.h>
#include <stdlib.h>
#include <string>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

extern char **environ;
extern "C" int __tern_fork_protection(void);

namespace {

constexpr char kTop[] = "/var/run/ternfork";
constexpr char kOld[] = "child 000 exe late\ngrandchild 000 exe late\nstatus 0\n";
constexpr char kNew[] = "child 111 exe late\ngrandchild 111 exe late\nstatus 0\n";

std::vector<std::string> entries(const std::string &folder) {
  std::vector<std::string> names;
  DIR *d = opendir(folder.c_str());
  if (!d) return names;
  while (dirent *e = readdir(d))
    if (e->d_name[0] != '.') names.push_back(folder + "/" + e->d_name);
  closedir(d);
  return names;
}

void remove_tree(const std::string &path) {
  for (auto &e : entries(path)) remove_tree(e);
  unlink((path + "/.needed").c_str());
  if (unlink(path.c_str()) < 0) rmdir(path.c_str());
}

void copy(const std::string &from, const std::string &to) {
  int in = open(from.c_str(), O_RDONLY), out = open(to.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0755);
  ASSERT_GE(in, 0) << from;
  ASSERT_GE(out, 0) << to;
  char b[65536];
  for (ssize_t n; (n = read(in, b, sizeof b)) > 0;) ASSERT_EQ(write(out, b, static_cast<size_t>(n)), n);
  close(in), close(out);
}

class Program { // one that runs, and forks when it is told to
  pid_t pid_ = -1;
  int to_ = -1, from_ = -1;

public:
  explicit Program(const std::string &folder) {
    int in[2], out[2];
    EXPECT_EQ(pipe2(in, O_CLOEXEC), 0);
    EXPECT_EQ(pipe2(out, O_CLOEXEC), 0);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, in[0], 0);
    posix_spawn_file_actions_adddup2(&actions, out[1], 1);
    posix_spawn_file_actions_addchdir_np(&actions, folder.c_str());
    char name[] = "program", *argv[] = {name, nullptr};
    EXPECT_EQ(posix_spawn(&pid_, (folder + "/program.exe").c_str(), &actions, nullptr, argv, environ), 0);
    posix_spawn_file_actions_destroy(&actions);
    close(in[0]), close(out[1]);
    to_ = in[1], from_ = out[0];
    EXPECT_EQ(until("ready\n"), "ready\n");
  }
  ~Program() {
    close(to_);
    int status = -1;
    waitpid(pid_, &status, 0);
    EXPECT_EQ(status, 0);
    close(from_);
  }
  Program(const Program &) = delete;
  void ask() { EXPECT_EQ(write(to_, "\n", 1), 1); }
  // What it writes, up to and with a line that begins so.
  std::string until(const std::string &mark) {
    std::string text;
    for (char c; read(from_, &c, 1) == 1;) {
      text += c;
      size_t line = text.size() > 1 ? text.rfind('\n', text.size() - 2) : std::string::npos;
      if (c == '\n' && text.compare(line == std::string::npos ? 0 : line + 1, mark.size(), mark) == 0) break;
    }
    return text;
  }
  std::string fork() {
    ask();
    return until("status");
  }
};

class ForkUpdate : public testing::Test {
protected:
  std::string folder_, build_;
  bool made_ = false;

  void SetUp() override {
    char name[] = "/var/run/tern-update-XXXXXX", here[4096];
    ASSERT_TRUE(mkdtemp(name)) << errno; // on the volume of the links
    folder_ = name;
    build_ = std::string(getcwd(here, sizeof here)) + "/";
    for (auto &f : link_folders()) remove_tree(f); // of a run that was killed
    unlink((std::string(kTop) + "/.needed").c_str());
    install("old");
  }
  void TearDown() override {
    unsetenv("TERN_FORK_FAULT");
    if (made_) remove_tree(kTop);
    remove_tree(folder_);
  }
  void protect() {
    made_ = mkdir(kTop, 0755) == 0;
    ASSERT_GE(__tern_fork_protection(), 3);
  }
  void need() { close(open((std::string(kTop) + "/.needed").c_str(), O_CREAT | O_WRONLY, 0644)); }
  // As package managers do it: a new file takes the name of the old one.
  void replace(const std::string &file, const std::string &version) {
    copy(build_ + version + "/" + file, folder_ + "/fresh");
    ASSERT_EQ(rename((folder_ + "/fresh").c_str(), (folder_ + "/" + file).c_str()), 0) << errno;
  }
  void install(const std::string &version) {
    for (const char *file : {"program.exe", "cyglinked.dll", "cygopened.dll"}) replace(file, version);
    copy(build_ + version + "/cyglate.dll", folder_ + "/cyglate.dll");
  }
  std::vector<std::string> link_folders() {
    std::vector<std::string> all;
    for (auto &user : entries(kTop))
      for (auto &f : entries(user))
        if (f.find("/program") != std::string::npos) all.push_back(f);
    return all;
  }
};

} // namespace

TEST_F(ForkUpdate, WithoutTheFolderAReplacedProgramIsRefused) {
  if (access(kTop, F_OK) == 0) GTEST_SKIP() << "protection is on here";
  EXPECT_EQ(__tern_fork_protection(), 0);
  Program p(folder_);
  EXPECT_EQ(p.fork(), kOld);
  replace("program.exe", "new");
  EXPECT_EQ(p.fork(), "status 99\n"); // EAGAIN
  Program q(folder_);
  replace("cyglinked.dll", "new"); // differs in one byte of its code
  EXPECT_EQ(q.fork(), "status 99\n");
}

TEST_F(ForkUpdate, NothingIsMadeWhileFilesAreCurrent) {
  protect();
  Program p(folder_);
  EXPECT_EQ(p.fork(), kOld);
  EXPECT_TRUE(link_folders().empty());
}

TEST_F(ForkUpdate, ReplacedProgram) {
  protect();
  Program p(folder_);
  replace("program.exe", "new");
  EXPECT_EQ(p.fork(), kOld);
  EXPECT_EQ(link_folders().size(), 1u);
}

TEST_F(ForkUpdate, ReplacedLibrary) {
  protect();
  Program p(folder_);
  replace("cyglinked.dll", "new");
  EXPECT_EQ(p.fork(), kOld);
}

TEST_F(ForkUpdate, ReplacedLibraryOfDlopen) {
  protect();
  Program p(folder_);
  replace("cygopened.dll", "new");
  EXPECT_EQ(p.fork(), kOld);
}

TEST_F(ForkUpdate, RemovedLibrary) {
  protect();
  Program p(folder_);
  EXPECT_EQ(unlink((folder_ + "/cyglinked.dll").c_str()), 0);
  EXPECT_EQ(p.fork(), kOld);
}

TEST_F(ForkUpdate, NeededMakesHardLinks) {
  protect();
  need();
  EXPECT_EQ(__tern_fork_protection(), 4);
  Program p(folder_);
  EXPECT_EQ(p.fork(), kOld);
  auto folders = link_folders();
  ASSERT_EQ(folders.size(), 1u);
  struct stat link {}, file {};
  ASSERT_EQ(stat((folders[0] + "/program.exe").c_str(), &link), 0);
  ASSERT_EQ(stat((folder_ + "/program.exe").c_str(), &file), 0);
  EXPECT_EQ(link.st_ino, file.st_ino);
  install("new");
  EXPECT_EQ(p.fork(), kOld); // from these links
  EXPECT_EQ(link_folders().size(), 1u);
}

TEST_F(ForkUpdate, CopiesWhereThereAreNoLinks) {
  protect();
  setenv("TERN_FORK_FAULT", "link", 1);
  Program p(folder_);
  need();
  EXPECT_EQ(p.fork(), kOld);
  auto folders = link_folders();
  ASSERT_EQ(folders.size(), 1u);
  struct stat copy {}, file {};
  ASSERT_EQ(stat((folders[0] + "/program.exe").c_str(), &copy), 0);
  ASSERT_EQ(stat((folder_ + "/program.exe").c_str(), &file), 0);
  EXPECT_NE(copy.st_ino, file.st_ino);
  EXPECT_EQ(copy.st_size, file.st_size);
  install("new");
  EXPECT_EQ(p.fork(), kOld);
}

TEST_F(ForkUpdate, BeforeAndAfterAtTheSameTime) {
  protect();
  Program before(folder_);
  install("new");
  Program after(folder_);
  need();
  for (int i = 0; i < 3; ++i) {
    before.ask(), after.ask();
    EXPECT_EQ(before.until("status"), kOld);
    EXPECT_EQ(after.until("status"), kNew);
  }
  EXPECT_EQ(link_folders().size(), 2u);
}

TEST_F(ForkUpdate, FoldersOfDeadProcessesAreSwept) {
  protect();
  {
    Program p(folder_);
    replace("program.exe", "new");
    EXPECT_EQ(p.fork(), kOld);
  }
  // Gone now, or at the next sweep where NT refuses to delete a link to what the last user itself ran.
  auto users = entries(kTop);
  ASSERT_EQ(users.size(), 1u);
  std::string dead = users[0] + "/program-of-before-the-power-failed"; // its mutex is nobody's
  ASSERT_EQ(mkdir(dead.c_str(), 0700), 0);
  copy(build_ + "old/cygopened.dll", dead + "/cygopened.dll");
  Program p(folder_);
  need();
  EXPECT_EQ(p.fork(), "child 100 exe late\ngrandchild 100 exe late\nstatus 0\n");
  EXPECT_NE(access(dead.c_str(), F_OK), 0);
  int programs = 0; // what the first one left is gone, but for links to what runs now
  for (auto &f : link_folders()) programs += access((f + "/program.exe").c_str(), F_OK) == 0;
  EXPECT_EQ(programs, 1);
}

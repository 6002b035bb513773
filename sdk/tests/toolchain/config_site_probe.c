// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Measures what share/config.site says, one line for each variable. config_site.sh compares. Builds natively
// too.
#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include <utime.h>

static void say(const char *name, const char *value) {
  printf("%s=%s\n", name, value);
  fflush(stdout);
}
static void yes_if(const char *name, int good) {
  say(name, good ? "yes" : "no");
}

static int child_status(pid_t pid) {
  int status = -1;
  return waitpid(pid, &status, 0) == pid && WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void processes(void) {
  pid_t pid = fork();
  if (pid == 0) _exit(7);
  yes_if("ac_cv_func_fork_works", pid > 0 && child_status(pid) == 7);
  volatile int seen = 0;
  pid = vfork();
  if (pid == 0) {
    seen = 1; // the parent's memory, as on Unix
    _exit(8);
  }
  yes_if("ac_cv_func_vfork_works", pid > 0 && child_status(pid) == 8 && seen == 1);
  yes_if("ac_cv_func_getpgrp_void", getpgrp() > 0);
}

static int map_fixed(void) {
  size_t size = 2 * (size_t)sysconf(_SC_PAGESIZE);
  char name[] = "probe-map-XXXXXX";
  int fd = mkstemp(name);
  if (fd < 0) return 0;
  unlink(name);
  char *wanted = malloc(size), *got = malloc(size);
  for (size_t i = 0; i < size; ++i) wanted[i] = (char)(i * 7);
  int good = write(fd, wanted, size) == (ssize_t)size;
  char *first = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  good = good && first != MAP_FAILED;
  char *second =
      good ? mmap(first, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_FIXED, fd, 0) : MAP_FAILED;
  good = good && second == first && memcmp(first, wanted, size) == 0;
  if (good) memset(second, 1, size); // private: the file stays
  good = good && pread(fd, got, size, 0) == (ssize_t)size && memcmp(got, wanted, size) == 0;
  close(fd);
  free(wanted);
  free(got);
  return good;
}

static void memory(void) {
  void *volatile block;
  yes_if("ac_cv_func_malloc_0_nonnull", (block = malloc(0)) != NULL);
  free(block);
  yes_if("gl_cv_func_malloc_0_nonnull", (block = malloc(0)) != NULL);
  free(block);
  yes_if("ac_cv_func_calloc_0_nonnull", (block = calloc(0, 0)) != NULL);
  free(block);
  yes_if("ac_cv_func_realloc_0_nonnull", (block = realloc(NULL, 0)) != NULL);
  free(block);
  yes_if("ac_cv_func_mmap_fixed_mapped", map_fixed());
  char low[] = "\x40", high[] = "\x80", text[4] = "abc";
  yes_if("ac_cv_func_memcmp_working", memcmp(low, high, 1) < 0);
  yes_if("ac_cv_func_strnlen_working", strnlen(text, 2) == 2 && strnlen(text, 100) == 3);
}

static void files(void) {
  struct stat info;
  yes_if("ac_cv_func_stat_empty_string_bug", stat("", &info) == 0);
  yes_if("ac_cv_func_lstat_empty_string_bug", lstat("", &info) == 0);
  mkdir("probe-dir", 0700);
  int linked = symlink("probe-dir", "probe-link") == 0;
  yes_if("ac_cv_func_lstat_dereferences_slashed_symlink",
         linked && lstat("probe-link/", &info) == 0 && S_ISDIR(info.st_mode));
  unlink("probe-link");
  rmdir("probe-dir");
  close(open("probe-file", O_CREAT | O_WRONLY, 0600));
  struct utimbuf old = {1000, 1000};
  yes_if("ac_cv_func_utime_null", utime("probe-file", &old) == 0 && utime("probe-file", NULL) == 0 &&
                                      stat("probe-file", &info) == 0 && info.st_mtime > 1000000000);
  unlink("probe-file");
  DIR *directory = opendir(".");
  say("ac_cv_func_closedir_void", directory && closedir(directory) == 0 ? "no" : "yes");
  yes_if("ac_cv_file__dev_null", access("/dev/null", R_OK | W_OK) == 0);
  yes_if("ac_cv_file__dev_zero", access("/dev/zero", R_OK) == 0);
  char *cwd = getcwd(NULL, 0);
  yes_if("gl_cv_func_getcwd_null", cwd && cwd[0] == '/');
  free(cwd);
}

static int mktime_works(void) {
  // Every way back from a broken-down time, also out of range and across daylight saving.
  const char *zones[] = {"UTC0", "EST5EDT,M3.2.0,M11.1.0", "CET-1CEST,M3.5.0,M10.5.0/3"};
  for (unsigned zone = 0; zone < sizeof zones / sizeof *zones; ++zone) {
    setenv("TZ", zones[zone], 1);
    tzset();
    for (long long when = -1000000000; when < 4000000000; when += 86413 * 37) {
      time_t before = (time_t)when;
      struct tm *broken = localtime(&before);
      if (!broken || mktime(broken) != before) return 0;
    }
  }
  struct tm far = {.tm_year = 100, .tm_mon = 14, .tm_mday = -3, .tm_isdst = -1};
  return mktime(&far) != (time_t)-1 && far.tm_mon == 1 && far.tm_year == 101;
}

static int strtod_works(void) {
  char *end;
  if (strtod("-0x1p-3x", &end) != -0.125 || *end != 'x') return 0;
  if (strtod("1e", &end) != 1 || *end != 'e') return 0;
  if (strtod("infinity", &end) <= 1e308 || *end) return 0;
  return strtod(".5", &end) == 0.5 && !*end;
}

static void *volatile outer_frame;
static int __attribute__((noinline)) grows_down(void) {
  volatile char here = 0;
  return (uintptr_t)&here < (uintptr_t)outer_frame;
}

static void library(void) {
  volatile char here = 0;
  outer_frame = (void *)&here;
  say("ac_cv_c_stack_direction", grows_down() ? "-1" : "1");
  yes_if("ac_cv_func_strtod", strtod_works());
  yes_if("ac_cv_func_strcoll_works", strcoll("abc", "def") < 0 && strcoll("123", "456") < 0);
  char buffer[BUFSIZ];
  FILE *file = tmpfile();
  yes_if("ac_cv_func_setvbuf_reversed", !file || setvbuf(file, buffer, _IOLBF, sizeof buffer) != 0);
  if (file) fclose(file);
  gid_t groups[64];
  yes_if("ac_cv_func_getgroups_works", getgroups(0, NULL) >= 0 && getgroups(64, groups) >= 0);
  setenv("PROBE", "1", 1);
  static char remove[] = "PROBE";
  putenv(remove);
  yes_if("gl_cv_func_svid_putenv", getenv("PROBE") == NULL);
  char text[100], small[4] = "";
  snprintf(text, sizeof text, "%ju %zu %td %Lg", (uintmax_t)12345671, (size_t)12345672, (ptrdiff_t)12345673,
           1.5L);
  yes_if("gl_cv_func_printf_sizes_c99", strcmp(text, "12345671 12345672 12345673 1.5") == 0);
  snprintf(text, sizeof text, "%2$d %1$d", 33, 55);
  yes_if("gl_cv_func_printf_positions", strcmp(text, "55 33") == 0);
  yes_if("gl_cv_func_snprintf_retval_c99", snprintf(small, 3, "%d", 12345) == 5 && strcmp(small, "12") == 0);
  int good = mktime_works();
  yes_if("ac_cv_func_working_mktime", good);
  yes_if("gl_cv_func_working_mktime", good);
}

int main(void) {
  memory();
  files();
  library();
  processes();
  return 0;
}

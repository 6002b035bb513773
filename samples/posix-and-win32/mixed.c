// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/cygwin.h>
#include <sys/wait.h>
#include <unistd.h>
#include <windows.h>

/* The file that a POSIX descriptor stands for, read by Win32. */
static int read_by_win32(const char *posix_path, char *text, DWORD size) {
  char win32_path[4096];
  if (cygwin_conv_path(CCP_POSIX_TO_WIN_A, posix_path, win32_path, sizeof win32_path) < 0) {
    perror("cygwin_conv_path");
    return -1;
  }
  HANDLE file = CreateFileA(win32_path, GENERIC_READ, FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE,
                            NULL, OPEN_EXISTING, 0, NULL);
  if (file == INVALID_HANDLE_VALUE) {
    fprintf(stderr, "CreateFile: error %u\n", (unsigned)GetLastError());
    return -1;
  }
  DWORD length = 0;
  BOOL good = ReadFile(file, text, size - 1, &length, NULL);
  CloseHandle(file);
  text[length] = 0;
  return good ? 0 : -1;
}

int main(void) {
  char path[] = "/tmp/tern-mixed-XXXXXX", text[100] = "";
  int fd = mkstemp(path);
  if (fd < 0) {
    perror(path);
    return 1;
  }
  const char message[] = "written by POSIX";
  if (write(fd, message, strlen(message)) < 0) perror("write");
  int status = read_by_win32(path, text, sizeof text);
  close(fd);
  unlink(path);
  printf("read by Win32: %s\n", text);
  /* LONG is 32 bits for Win32 although long has 64 for POSIX. */
  printf("sizeof(LONG) %d, sizeof(long) %d, Windows process %s\n", (int)sizeof(LONG), (int)sizeof(long),
         GetCurrentProcessId() ? "known" : "unknown");
  return status == 0 && strcmp(text, message) == 0 && sizeof(LONG) == 4 && sizeof(long) == 8 ? 0 : 1;
}

// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The other side of a FIFO, as a program of its own.
//   fifo_peer write PATH TEXT   opens for writing, writes
//   fifo_peer read PATH         opens for reading, reads to the end; its exit status is the number of bytes
//   fifo_peer say TEXT          writes to descriptor 1
//   fifo_peer wait              reads descriptor 0 to its end
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

int main(int argc, char **argv) {
  char b[256];
  ssize_t n;
  if (argc == 4 && !strcmp(argv[1], "write")) {
    int fd = open(argv[2], O_WRONLY);
    return fd < 0 || write(fd, argv[3], strlen(argv[3])) != (ssize_t)strlen(argv[3]);
  }
  if (argc == 3 && !strcmp(argv[1], "read")) {
    int total = 0, fd = open(argv[2], O_RDONLY);
    if (fd < 0) return 255;
    while ((n = read(fd, b, sizeof b)) > 0) total += (int)n;
    return n < 0 ? 254 : total;
  }
  if (argc == 3 && !strcmp(argv[1], "say")) return write(1, argv[2], strlen(argv[2])) != (ssize_t)strlen(argv[2]);
  while ((n = read(0, b, sizeof b)) > 0) {}
  return n != 0;
}

# SPDX-FileCopyrightText: The Tern authors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
. "$TESTS/lib.sh"
# With TERN_EXE_LAUNCHER=1 the host's sh and make start what was linked, by either name; so does a program of the target.
TERN_EXE_LAUNCHER=1
PATH=$sdk/bin:$PATH
export TERN_EXE_LAUNCHER PATH
cat >start.c <<'C'
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
extern char **environ;
int main(int argc, char **argv) {
  if (argc < 3) return 99;
  if (strcmp(argv[1], "exit") == 0) return atoi(argv[2]);
  if (strcmp(argv[1], "exec") == 0) {
    execv(argv[2], argv + 2);
    perror(argv[2]);
    return 126;
  }
  pid_t pid;
  int status;
  if (posix_spawn(&pid, argv[2], NULL, NULL, argv + 2, environ) || waitpid(pid, &status, 0) != pid) return 98;
  return WIFEXITED(status) ? WEXITSTATUS(status) : 97;
}
C
check "link" 0 "$(status x86_64-pc-cygwin-gcc start.c -o start.exe)"
check "its name" 3 "$(status ./start exit 3)"
check "its name with .exe, by the host's shell" 4 "$(status sh -c './start.exe exit 4; exit $?')"
check "by an absolute path, from elsewhere" 5 "$(mkdir -p sub && cd sub && status "$work/start" exit 5)"
printf 'check:\n\t./start exit 0\n\t./start.exe exit 0\n' >Makefile
check "by make" 0 "$(status make check)"
check "a program of the target: exec" 6 "$(status ./start exec ./start exit 6)"
check "spawn" 7 "$(status ./start spawn ./start exit 7)"
check "spawn, with .exe" 8 "$(status ./start spawn ./start.exe exit 8)"
rm start.exe
check "the program is gone" 127 "$(status ./start exit 0)"
done_testing

// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// flockfile, ftrylockfile, funlockfile: POSIX XSH flockfile. The lock is the one that every stdio function takes itself.
#include "core/sections.h"
#include <stdio.h>
#include <sys/lock.h>

extern "C" void __sinit(struct _reent *);

// The standard streams have no lock before the first use of stdio.
static void prepare() {
  struct _reent *reent = _REENT;
  if (!_REENT_CLEANUP(reent)) __sinit(reent);
}

TERN_EXPORT void flockfile(FILE *stream) {
  prepare();
  __lock_acquire_recursive(stream->_lock);
}

// 0 when the lock was taken, else not 0.
TERN_EXPORT int ftrylockfile(FILE *stream) {
  prepare();
  return __lock_try_acquire_recursive(stream->_lock);
}

TERN_EXPORT void funlockfile(FILE *stream) { __lock_release_recursive(stream->_lock); }

// POSIX XSH ctermid: the terminal's name, in buffer (L_ctermid bytes) or in a constant of ours.
TERN_EXPORT char *ctermid(char *buffer) {
  static char name[L_ctermid] = "/dev/tty";
  if (!buffer) return name;
  __builtin_strcpy(buffer, name);
  return buffer;
}

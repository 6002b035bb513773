/* SPDX-FileCopyrightText: The Tern authors */
/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Microsoft's names that Cygwin has: programs start other programs by them without fork. */
#ifndef _PROCESS_H
#define _PROCESS_H

#include <sys/cdefs.h>
#include <sys/types.h>

#ifdef __cplusplus
extern "C" {
#endif

#define _P_WAIT 1
#define _P_NOWAIT 2
#define _P_OVERLAY 3
#define _P_NOWAITO 4
#define _P_DETACH 5
#define _P_SYSTEM 6
#define P_WAIT _P_WAIT
#define P_NOWAIT _P_NOWAIT
#define P_OVERLAY _P_OVERLAY
#define P_NOWAITO _P_NOWAITO
#define P_DETACH _P_DETACH
#define WAIT_CHILD 1

int spawnl (int, const char *, const char *, ...);
int spawnle (int, const char *, const char *, ...);
int spawnlp (int, const char *, const char *, ...);
int spawnlpe (int, const char *, const char *, ...);
int spawnv (int, const char *, const char *const *);
int spawnve (int, const char *, const char *const *, const char *const *);
int spawnvp (int, const char *, const char *const *);
int spawnvpe (int, const char *, const char *const *, const char *const *);
int cwait (int *, int, int);
pid_t getpid (void);

#ifdef __cplusplus
}
#endif

#endif

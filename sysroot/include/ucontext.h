/* SPDX-FileCopyrightText: The Tern authors */
/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* XSI until Issue 6; still used by coroutine libraries. */
#ifndef _UCONTEXT_H
#define _UCONTEXT_H

#include <sys/ucontext.h>

#ifdef __cplusplus
extern "C" {
#endif

int getcontext (ucontext_t *) __attribute__ ((__returns_twice__));
void makecontext (ucontext_t *, void (*) (void), int, ...);
int setcontext (const ucontext_t *);
int swapcontext (ucontext_t *__restrict, const ucontext_t *__restrict) __attribute__ ((__returns_twice__));

#ifdef __cplusplus
}
#endif

#endif

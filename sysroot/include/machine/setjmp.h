/* SPDX-FileCopyrightText: The Tern authors */
/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * <setjmp.h>. jmp_buf and sigjmp_buf are one type of 384 bytes, aligned to 16, because xmm6-xmm15 are saved in it.
 * setjmp() and _setjmp() leave the signal mask alone; sigsetjmp(env, savemask) saves it when savemask is not 0.
 * All of them return twice and say so, else the compiler keeps values in registers that the second return has lost.
 */
#ifndef _MACHINE_SETJMP_H
#define _MACHINE_SETJMP_H

#define _JBLEN 48
#define _JBTYPE unsigned long long

#ifdef __cplusplus
extern "C" {
#endif

typedef _JBTYPE jmp_buf[_JBLEN] __attribute__ ((__aligned__ (16)));

int setjmp (jmp_buf) __attribute__ ((__returns_twice__));

#if __POSIX_VISIBLE || __BSD_VISIBLE
typedef _JBTYPE sigjmp_buf[_JBLEN] __attribute__ ((__aligned__ (16)));

int sigsetjmp (sigjmp_buf, int) __attribute__ ((__returns_twice__));
void siglongjmp (sigjmp_buf, int) __attribute__ ((__noreturn__));
/* autoconf's and readline's name for "sigsetjmp is a function and works". */
#define _CYGWIN_WORKING_SIGSETJMP
#endif

#if __BSD_VISIBLE || __XSI_VISIBLE
/* XSI until Issue 7, BSD before: setjmp and longjmp without the signal mask. */
int _setjmp (jmp_buf) __attribute__ ((__returns_twice__));
void _longjmp (jmp_buf, int) __attribute__ ((__noreturn__));
#endif

#ifdef __cplusplus
}
#endif

#ifdef __POSIX_VISIBLE
/* POSIX says that setjmp and sigsetjmp may be macros; programs test for sigsetjmp with #ifdef. */
#if __POSIX_VISIBLE || __BSD_VISIBLE
#define sigsetjmp(env, savemask) sigsetjmp (env, savemask)
#define siglongjmp(env, val) siglongjmp (env, val)
#endif
#endif
#define setjmp(env) setjmp (env)

#endif

/* SPDX-FileCopyrightText: The Tern authors */
/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The machine context of a signal handler and of <ucontext.h>. mcontext_t has the layout of Windows' CONTEXT for x86-64
 * (1232 bytes) under the field names of Cygwin's header; what the CPU has beyond it (AVX and later) lies in a separate area.
 */
#ifndef _SYS_UCONTEXT_H_
#define _SYS_UCONTEXT_H_

#include <sys/cdefs.h>
#include <sys/types.h>
#include <sys/signal.h>

struct __attribute__ ((__aligned__ (16))) _uc_fpxreg
{
  __uint16_t significand[4];
  __uint16_t exponent;
  __uint16_t padding[3];
};

struct __attribute__ ((__aligned__ (16))) _uc_xmmreg
{
  __uint32_t element[4];
};

/* The FXSAVE image. */
struct _fpstate
{
  __uint16_t cwd;
  __uint16_t swd;
  __uint16_t ftw;
  __uint16_t fop;
  __uint64_t rip;
  __uint64_t rdp;
  __uint32_t mxcsr;
  __uint32_t mxcr_mask;
  struct _uc_fpxreg st[8];
  struct _uc_xmmreg xmm[16];
  __uint32_t padding[24];
};

typedef struct __attribute__ ((__aligned__ (16))) __mcontext
{
  __uint64_t p1home;
  __uint64_t p2home;
  __uint64_t p3home;
  __uint64_t p4home;
  __uint64_t p5home;
  __uint64_t p6home;
  __uint32_t ctxflags;
  __uint32_t mxcsr;
  __uint16_t cs;
  __uint16_t ds;
  __uint16_t es;
  __uint16_t fs;
  __uint16_t gs;
  __uint16_t ss;
  __uint32_t eflags;
  __uint64_t dr0;
  __uint64_t dr1;
  __uint64_t dr2;
  __uint64_t dr3;
  __uint64_t dr6;
  __uint64_t dr7;
  __uint64_t rax;
  __uint64_t rcx;
  __uint64_t rdx;
  __uint64_t rbx;
  __uint64_t rsp;
  __uint64_t rbp;
  __uint64_t rsi;
  __uint64_t rdi;
  __uint64_t r8;
  __uint64_t r9;
  __uint64_t r10;
  __uint64_t r11;
  __uint64_t r12;
  __uint64_t r13;
  __uint64_t r14;
  __uint64_t r15;
  __uint64_t rip;
  struct _fpstate fpregs;
  __uint64_t vregs[52];
  __uint64_t vcx;
  __uint64_t dbc;
  __uint64_t btr;
  __uint64_t bfr;
  __uint64_t etr;
  __uint64_t efr;
} mcontext_t;

typedef struct __attribute__ ((__aligned__ (16))) __ucontext
{
  mcontext_t uc_mcontext;
  struct __ucontext *uc_link;
  sigset_t uc_sigmask;
  stack_t uc_stack;
  unsigned long uc_flags;
  void *__uc_xstate; /* XSAVE area, or null */
  unsigned long __uc_xstate_size; /* its size in bytes, found at run time */
  unsigned long __uc_cr2; /* address of a page fault */
  unsigned long __uc_teb[4]; /* StackBase, StackLimit, DeallocationStack, GuaranteedStackBytes */
  unsigned long __uc_reserved[9];
} ucontext_t;

#endif

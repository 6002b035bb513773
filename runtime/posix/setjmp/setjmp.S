/* SPDX-FileCopyrightText: The Tern authors */
/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * setjmp, _setjmp, sigsetjmp, longjmp, _longjmp, siglongjmp: ISO C 7.13, XSH sigsetjmp. jmp_buf (384 bytes):
 *   0 rip  8 rsp  16 rbx  24 rbp  32 rsi  40 rdi  48 r12  56 r13  64 r14  72 r15
 *   80 mxcsr  84 x87 control word  88 mask saved?  96 signal mask  104 StackBase  112 StackLimit  120 DeallocationStack
 *   128.. xmm6-15 (to 288)
 */
#include "nt/registers.inc"
	.section .text$tern_m,"xr"

	.macro function name
	.globl \name
	.p2align 4
	.def \name; .scl 2; .type 32; .endef
\name:
	.endm

	function setjmp
	function _setjmp
	xorl %edx, %edx
	function sigsetjmp
	function __sigsetjmp
	movq (%rsp), %rax
	movq %rax, 0(%rcx)
	leaq 8(%rsp), %rax
	movq %rax, 8(%rcx)
	save_preserved 128
	movq %gs:0x08, %rax
	movq %rax, 104(%rcx)
	movq %gs:0x10, %rax
	movq %rax, 112(%rcx)
	movq %gs:0x1478, %rax
	movq %rax, 120(%rcx)
	movl %edx, 88(%rcx)
	testl %edx, %edx
	jnz tern_save_mask
	xorl %eax, %eax
	ret
	/* A tail call: it stores the mask and returns 0 to setjmp's caller. */

	/* What C does first (posix/setjmp/longjmp.cc) is done on the stack that is left. */
	function tern_jump
	/* r8: base, r9: limit, r10: lowest byte of the stack to go to, or r8 = 0: the same stack. */
	testq %r8, %r8
	jz 1f
	movq 120(%rcx), %r10
	movq %r8, %gs:0x08
	movq %r9, %gs:0x10
	movq %r10, %gs:0x1478
1:	restore_preserved 128
	movl %edx, %eax
	movq 8(%rcx), %rsp
	jmp *0(%rcx)

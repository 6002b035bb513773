// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// vfork returns twice, so its entry keeps in a structure (SavedRegisters, process/vfork.h) what the Win64 ABI preserves.
	.text
	.globl	vfork
	.def	vfork; .scl 2; .type 32; .endef
	.seh_proc vfork
vfork:
	subq	$296, %rsp		// 32 home space, 256 SavedRegisters, 8 for alignment
	.seh_stackalloc 296
	.seh_endprologue
	leaq	32(%rsp), %rcx
	movq	296(%rsp), %rax
	movq	%rax, 0(%rcx)		// rip
	leaq	304(%rsp), %rax
	movq	%rax, 8(%rcx)		// rsp after the return
	movq	%rbx, 16(%rcx)
	movq	%rbp, 24(%rcx)
	movq	%rsi, 32(%rcx)
	movq	%rdi, 40(%rcx)
	movq	%r12, 48(%rcx)
	movq	%r13, 56(%rcx)
	movq	%r14, 64(%rcx)
	movq	%r15, 72(%rcx)
	stmxcsr	80(%rcx)
	fnstcw	84(%rcx)
	movups	%xmm6, 96(%rcx)
	movups	%xmm7, 112(%rcx)
	movups	%xmm8, 128(%rcx)
	movups	%xmm9, 144(%rcx)
	movups	%xmm10, 160(%rcx)
	movups	%xmm11, 176(%rcx)
	movups	%xmm12, 192(%rcx)
	movups	%xmm13, 208(%rcx)
	movups	%xmm14, 224(%rcx)
	movups	%xmm15, 240(%rcx)
	callq	tern_vfork_begin
	addq	$296, %rsp
	retq
	.seh_endproc

// tern_resume(const SavedRegisters *rcx, int edx): goes on there with edx as the call's value.
	.globl	tern_resume
	.def	tern_resume; .scl 2; .type 32; .endef
tern_resume:
	movl	%edx, %eax
	movq	16(%rcx), %rbx
	movq	24(%rcx), %rbp
	movq	32(%rcx), %rsi
	movq	40(%rcx), %rdi
	movq	48(%rcx), %r12
	movq	56(%rcx), %r13
	movq	64(%rcx), %r14
	movq	72(%rcx), %r15
	ldmxcsr	80(%rcx)
	fldcw	84(%rcx)
	movups	96(%rcx), %xmm6
	movups	112(%rcx), %xmm7
	movups	128(%rcx), %xmm8
	movups	144(%rcx), %xmm9
	movups	160(%rcx), %xmm10
	movups	176(%rcx), %xmm11
	movups	192(%rcx), %xmm12
	movups	208(%rcx), %xmm13
	movups	224(%rcx), %xmm14
	movups	240(%rcx), %xmm15
	movq	0(%rcx), %r8
	movq	8(%rcx), %rsp
	jmpq	*%r8

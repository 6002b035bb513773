// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// vfork's frame (process/vfork_entry.S) for fork: tern_fork_begin(SavedRegisters *, run_handlers) returns fork's value in the
// parent; the child comes back by tern_resume.
	.text
	.globl	tern_fork_entry
	.def	tern_fork_entry; .scl 2; .type 32; .endef
	.seh_proc tern_fork_entry
tern_fork_entry:
	subq	$296, %rsp
	.seh_stackalloc 296
	.seh_endprologue
	movq	%rcx, %rdx
	leaq	32(%rsp), %rcx
	movq	296(%rsp), %rax
	movq	%rax, 0(%rcx)
	leaq	304(%rsp), %rax
	movq	%rax, 8(%rcx)
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
	callq	tern_fork_begin
	addq	$296, %rsp
	retq
	.seh_endproc

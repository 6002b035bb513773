/* SPDX-FileCopyrightText: The Tern authors */
/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Entry of a thread that was redirected, and the way back into any machine context. All of it lies in a part of .text that
 * redirect() leaves alone: here stack, TEB and registers do not agree.
 *
 * Thread: interrupted_rip 24, _rsp 32, _rflags 40. ucontext_t: registers as in CONTEXT, __uc_xstate 1280, mask of
 * the saved components 1336, size 1408 (checked in redirect.cc).
 */
	.section .text$tern_m,"xr"

	/* All registers but rip are the interrupted code's; rsp may be an alternate stack. */
	.globl tern_interrupt_entry
	.p2align 4
	.def tern_interrupt_entry; .scl 2; .type 32; .endef
tern_interrupt_entry:
	leaq -128(%rsp), %rsp
	pushq %rcx
	pushq %rdx
	pushq %rax
	movq %rsp, %rdx
	movl _ZN4tern12g_teb_offsetE(%rip), %ecx
	movq %gs:(%rcx), %rcx
	subq tern_xsave_size(%rip), %rsp
	andq $-64, %rsp
	movq %rsp, %rax
	subq $1408, %rsp
	movq %rax, 1280(%rsp)
	movq %rbx, 0x90(%rsp)
	movq %rbp, 0xa0(%rsp)
	movq %rsi, 0xa8(%rsp)
	movq %rdi, 0xb0(%rsp)
	movq %r8, 0xb8(%rsp)
	movq %r9, 0xc0(%rsp)
	movq %r10, 0xc8(%rsp)
	movq %r11, 0xd0(%rsp)
	movq %r12, 0xd8(%rsp)
	movq %r13, 0xe0(%rsp)
	movq %r14, 0xe8(%rsp)
	movq %r15, 0xf0(%rsp)
	movq 0(%rdx), %rbx
	movq %rbx, 0x78(%rsp)
	movq 16(%rdx), %rbx
	movq %rbx, 0x80(%rsp)
	movq 8(%rdx), %rbx
	movq %rbx, 0x88(%rsp)
	movq 24(%rcx), %rbx
	movq %rbx, 0xf8(%rsp)
	movq 32(%rcx), %rbx
	movq %rbx, 0x98(%rsp)
	movl 40(%rcx), %ebx
	movl %ebx, 0x44(%rsp)
	movw %cs, 0x38(%rsp)
	movw %ss, 0x42(%rsp)
	movl $0x10001f, 0x30(%rsp)
	stmxcsr 0x34(%rsp)
	movq %rcx, %rsi
	cmpq $0, tern_xsave_size(%rip)
	je 1f
	movq %rax, %rdi
	xorl %eax, %eax
	movq %rax, 512(%rdi)
	movq %rax, 520(%rdi)
	movq %rax, 528(%rdi)
	movq %rax, 536(%rdi)
	movq %rax, 544(%rdi)
	movq %rax, 552(%rdi)
	movq %rax, 560(%rdi)
	movq %rax, 568(%rdi)
	movl tern_xsave_mask(%rip), %eax
	movl tern_xsave_mask+4(%rip), %edx
	xsave64 (%rdi)
	jmp 2f
1:	fxsave64 0x100(%rsp)
2:	cld
	fninit
	movl $0x1f80, 1344(%rsp)
	ldmxcsr 1344(%rsp)
	movq %rsp, %rbx
	movq %rsp, %rcx
	movq %rsi, %rdx
	subq $32, %rsp
	call tern_interrupt_dispatch
	movq %rbx, %rcx
	/* fall through */

	/* tern_resume_context(const ucontext_t *): does not return here. */
	.globl tern_resume_context
	.def tern_resume_context; .scl 2; .type 32; .endef
tern_resume_context:
	movq 1280(%rcx), %r8
	testq %r8, %r8
	je 1f
	movl 1336(%rcx), %eax
	movl 1340(%rcx), %edx
	xrstor64 (%r8)
	jmp 2f
1:	fxrstor64 0x100(%rcx)
2:	movzwl 0x42(%rcx), %eax
	pushq %rax
	pushq 0x98(%rcx)
	movl 0x44(%rcx), %eax
	pushq %rax
	movzwl 0x38(%rcx), %eax
	pushq %rax
	pushq 0xf8(%rcx)
	movq 0x78(%rcx), %rax
	movq 0x88(%rcx), %rdx
	movq 0x90(%rcx), %rbx
	movq 0xa0(%rcx), %rbp
	movq 0xa8(%rcx), %rsi
	movq 0xb0(%rcx), %rdi
	movq 0xb8(%rcx), %r8
	movq 0xc0(%rcx), %r9
	movq 0xc8(%rcx), %r10
	movq 0xd0(%rcx), %r11
	movq 0xd8(%rcx), %r12
	movq 0xe0(%rcx), %r13
	movq 0xe8(%rcx), %r14
	movq 0xf0(%rcx), %r15
	movq 0x80(%rcx), %rcx
	iretq

	/* tern_capture_context(ucontext_t *): the state of the caller as it will be when this returns 0 (rax = 0). */
	.globl tern_capture_context
	.p2align 4
	.def tern_capture_context; .scl 2; .type 32; .endef
tern_capture_context:
	movq $0, 0x78(%rcx)
	movq %rcx, 0x80(%rcx)
	movq %rdx, 0x88(%rcx)
	movq %rbx, 0x90(%rcx)
	leaq 8(%rsp), %rax
	movq %rax, 0x98(%rcx)
	movq %rbp, 0xa0(%rcx)
	movq %rsi, 0xa8(%rcx)
	movq %rdi, 0xb0(%rcx)
	movq %r8, 0xb8(%rcx)
	movq %r9, 0xc0(%rcx)
	movq %r10, 0xc8(%rcx)
	movq %r11, 0xd0(%rcx)
	movq %r12, 0xd8(%rcx)
	movq %r13, 0xe0(%rcx)
	movq %r14, 0xe8(%rcx)
	movq %r15, 0xf0(%rcx)
	movq (%rsp), %rax
	movq %rax, 0xf8(%rcx)
	pushfq
	popq %rax
	movl %eax, 0x44(%rcx)
	movw %cs, 0x38(%rcx)
	movw %ss, 0x42(%rcx)
	movl $0x10001f, 0x30(%rcx)
	stmxcsr 0x34(%rcx)
	fxsave64 0x100(%rcx)
	movq $0, 1280(%rcx)
	xorl %eax, %eax
	ret

	.section .text$tern_a,"xr"
	.globl tern_atomic_text_begin
tern_atomic_text_begin:
	nop
	.section .text$tern_z,"xr"
	.globl tern_atomic_text_end
tern_atomic_text_end:
	nop

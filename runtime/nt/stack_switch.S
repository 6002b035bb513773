/* SPDX-FileCopyrightText: The Tern authors */
/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * tern_run_on_stack(entry, argument, bounds, context): nt/thread.h. The new stack ends in a frame whose return address is 0,
 * with unwind data that says so: there every stack walk and every exception search ends. The section is one whose code no signal
 * redirects (signal/interrupt.S).
 *
 * The list of handlers in the TEB (offset 0) is empty meanwhile. Windows does not use it on x86-64; Wine keeps the frames of its
 * own programs' start in it, takes those at lower addresses than the stack pointer for passed, and would end the process before
 * it looks for handlers on our stack, which lies above.
 */
	.section .text$tern_m,"xr"

	.globl tern_run_on_stack
	.p2align 4
	.def tern_run_on_stack; .scl 2; .type 32; .endef
tern_run_on_stack:
	pushq %rbp
	pushq %rbx
	pushq %rdi
	pushq %rsi
	pushq %r12
	pushq %r13
	pushq %r14
	pushq %r15
	subq $0xc8, %rsp
	movups %xmm6, 0x20(%rsp)
	movups %xmm7, 0x30(%rsp)
	movups %xmm8, 0x40(%rsp)
	movups %xmm9, 0x50(%rsp)
	movups %xmm10, 0x60(%rsp)
	movups %xmm11, 0x70(%rsp)
	movups %xmm12, 0x80(%rsp)
	movups %xmm13, 0x90(%rsp)
	movups %xmm14, 0xa0(%rsp)
	movups %xmm15, 0xb0(%rsp)
	movq %gs:0x08, %rax
	movq %rax, 0x00(%rsp)
	movq %gs:0x10, %rax
	movq %rax, 0x08(%rsp)
	movq %gs:0x1478, %rax
	movq %rax, 0x10(%rsp)
	movq %gs:0x1748, %rax
	movq %rax, 0x18(%rsp)
	movq %gs:0x00, %rax
	movq %rax, 0xc0(%rsp)
	movq %rsp, (%r9)
	movq %rsp, %rsi
	movq %rcx, %rbx
	movq %rdx, %rcx
	movq 0(%r8), %rax
	movq 8(%r8), %rdx
	movq 16(%r8), %r10
	/* Between these stores and the switch nothing may fault: the two do not agree. */
	movq %rax, %gs:0x08
	movq %rdx, %gs:0x10
	movq %r10, %gs:0x1478
	movq $-1, %gs:0x00
	andq $-16, %rax
	leaq -64(%rax), %rsp
	movq $0, 40(%rsp)
	xorl %ebp, %ebp
	call tern_stack_bottom_enter
	ud2

	/* Not called but fallen into: the return address that the call above pushed is dropped. */
	.p2align 4
	.def tern_stack_bottom; .scl 3; .type 32; .endef
	.seh_proc tern_stack_bottom
	.seh_handler tern_bottom_handler, @except
tern_stack_bottom:
	.seh_stackalloc 40
	.seh_endprologue
	nop
tern_stack_bottom_enter:
	addq $8, %rsp
	call *%rbx
	movq %rsi, %rcx
	jmp tern_leave_stack
	nop
	.seh_endproc

	/*
	 * EXCEPTION_DISPOSITION tern_bottom_handler(EXCEPTION_RECORD *, frame, CONTEXT *, dispatch): no frame wanted the exception.
	 * One of C++ (0x20474343, libunwind's and libgcc's) is continued, so that RaiseException returns and std::terminate is called;
	 * but not while unwinding (flags). Any other goes on to the system.
	 */
	.p2align 4
	.def tern_bottom_handler; .scl 3; .type 32; .endef
tern_bottom_handler:
	movl $1, %eax
	cmpl $0x20474343, (%rcx)
	jne 1f
	testl $0x67, 4(%rcx)
	jne 1f
	xorl %eax, %eax
1:	ret

	.globl tern_leave_stack
	.p2align 4
	.def tern_leave_stack; .scl 2; .type 32; .endef
tern_leave_stack:
	movq 0x00(%rcx), %rax
	movq 0x08(%rcx), %rdx
	movq 0x10(%rcx), %r8
	movq 0x18(%rcx), %r9
	movq %rax, %gs:0x08
	movq %rdx, %gs:0x10
	movq %r8, %gs:0x1478
	movq %r9, %gs:0x1748
	movq 0xc0(%rcx), %rax
	movq %rax, %gs:0x00
	movq %rcx, %rsp
	movups 0x20(%rsp), %xmm6
	movups 0x30(%rsp), %xmm7
	movups 0x40(%rsp), %xmm8
	movups 0x50(%rsp), %xmm9
	movups 0x60(%rsp), %xmm10
	movups 0x70(%rsp), %xmm11
	movups 0x80(%rsp), %xmm12
	movups 0x90(%rsp), %xmm13
	movups 0xa0(%rsp), %xmm14
	movups 0xb0(%rsp), %xmm15
	addq $0xc8, %rsp
	popq %r15
	popq %r14
	popq %r13
	popq %r12
	popq %rsi
	popq %rdi
	popq %rbx
	popq %rbp
	ret

/* SPDX-FileCopyrightText: The Tern authors */
/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* getcontext(ucontext_t *): registers of the caller; the rest is filled by tern_context_prepare (ucontext.cc). */
	.section .text$tern_m,"xr"
	.globl getcontext
	.p2align 4
	.def getcontext; .scl 2; .type 32; .endef
getcontext:
	pushq %rcx
	subq $32, %rsp
	call tern_context_prepare
	addq $32, %rsp
	popq %rcx
	jmp tern_capture_context

	/* Where the function of makecontext() returns to: rbx is its ucontext_t. Up the stack there is nothing. */
	.p2align 4
	.def tern_context_bottom; .scl 3; .type 32; .endef
	.seh_proc tern_context_bottom
tern_context_bottom:
	.seh_stackalloc 168
	.seh_endprologue
	nop
	.globl tern_context_end
	.def tern_context_end; .scl 2; .type 32; .endef
tern_context_end:
	movq %rbx, %rcx
	call tern_context_finished
	ud2
	.seh_endproc

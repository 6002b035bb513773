// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "process/saved_registers.inc"
	returns_twice vfork, tern_vfork_begin

// tern_resume(const SavedRegisters *rcx, int edx): goes on there with edx as the call's value.
	.globl	tern_resume
	.def	tern_resume; .scl 2; .type 32; .endef
tern_resume:
	restore_preserved 96
	movl	%edx, %eax
	movq	0(%rcx), %r8
	movq	8(%rcx), %rsp
	jmpq	*%r8

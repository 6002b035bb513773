/* SPDX-FileCopyrightText: The Tern authors */
/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Accesses to a program's memory that may fault (core/user_memory.h): a fault between begin and end goes on at tern_probe_fault. */
	.text
	.globl tern_probe_begin, tern_probe_end, tern_probe_fault
	.globl tern_probe_read, tern_probe_write, tern_probe_string
	.def tern_probe_read; .scl 2; .type 32; .endef
	.def tern_probe_write; .scl 2; .type 32; .endef
	.def tern_probe_string; .scl 2; .type 32; .endef
	.p2align 4
tern_probe_begin:
tern_probe_read:
	movzbl (%rcx), %eax
	xorl %eax, %eax
	ret
tern_probe_write:
	lock orb $0, (%rcx)
	xorl %eax, %eax
	ret
	.p2align 4
tern_probe_string:
	cmpb $0, (%rcx)
	leaq 1(%rcx), %rcx
	jne tern_probe_string
	xorl %eax, %eax
	ret
tern_probe_end:
tern_probe_fault:
	movl $1, %eax
	ret

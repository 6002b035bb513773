/* SPDX-FileCopyrightText: The Tern authors */
/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Linux: sets of processors for sched_setaffinity() and its kin. */
#ifndef _SYS_CPUSET_H_
#define _SYS_CPUSET_H_

#include <sys/cdefs.h>
#define __need_size_t
#include <stddef.h>

#define __CPU_SETSIZE 1024
#define __NCPUBITS 64

typedef unsigned long __cpu_mask;
typedef struct
{
  __cpu_mask __bits[__CPU_SETSIZE / __NCPUBITS];
} cpu_set_t;

#if __GNU_VISIBLE
#define CPU_SETSIZE __CPU_SETSIZE
#define CPU_ALLOC_SIZE(num) ((((num) + __NCPUBITS - 1) / __NCPUBITS) * sizeof (__cpu_mask))
#define CPU_ALLOC(num) ((cpu_set_t *) __builtin_malloc (CPU_ALLOC_SIZE (num)))
#define CPU_FREE(set) __builtin_free (set)

#define CPU_ZERO_S(size, set) ((void) __builtin_memset ((set), 0, (size)))
#define CPU_SET_S(cpu, size, set) \
  ((size_t) (cpu) < (size) * 8 ? (void) ((set)->__bits[(cpu) / __NCPUBITS] |= 1UL << ((cpu) % __NCPUBITS)) : (void) 0)
#define CPU_CLR_S(cpu, size, set) \
  ((size_t) (cpu) < (size) * 8 ? (void) ((set)->__bits[(cpu) / __NCPUBITS] &= ~(1UL << ((cpu) % __NCPUBITS))) : (void) 0)
#define CPU_ISSET_S(cpu, size, set) \
  ((size_t) (cpu) < (size) * 8 ? (int) (((set)->__bits[(cpu) / __NCPUBITS] >> ((cpu) % __NCPUBITS)) & 1) : 0)
#define CPU_EQUAL_S(size, a, b) (__builtin_memcmp ((a), (b), (size)) == 0)

static __inline int
__cpu_count_s (size_t __size, const cpu_set_t *__set)
{
  int __count = 0;
  size_t __i;
  for (__i = 0; __i < __size / sizeof (__cpu_mask); ++__i)
    __count += __builtin_popcountl (__set->__bits[__i]);
  return __count;
}

static __inline void
__cpu_op_s (size_t __size, cpu_set_t *__dest, const cpu_set_t *__a, const cpu_set_t *__b, int __op)
{
  size_t __i;
  for (__i = 0; __i < __size / sizeof (__cpu_mask); ++__i)
    {
      __cpu_mask __x = __a->__bits[__i], __y = __b->__bits[__i];
      __dest->__bits[__i] = __op == 0 ? (__x & __y) : __op == 1 ? (__x | __y) : (__x ^ __y);
    }
}

#define CPU_COUNT_S(size, set) __cpu_count_s (size, set)
#define CPU_AND_S(size, dest, a, b) __cpu_op_s (size, dest, a, b, 0)
#define CPU_OR_S(size, dest, a, b) __cpu_op_s (size, dest, a, b, 1)
#define CPU_XOR_S(size, dest, a, b) __cpu_op_s (size, dest, a, b, 2)

#define CPU_ZERO(set) CPU_ZERO_S (sizeof (cpu_set_t), set)
#define CPU_SET(cpu, set) CPU_SET_S (cpu, sizeof (cpu_set_t), set)
#define CPU_CLR(cpu, set) CPU_CLR_S (cpu, sizeof (cpu_set_t), set)
#define CPU_ISSET(cpu, set) CPU_ISSET_S (cpu, sizeof (cpu_set_t), set)
#define CPU_COUNT(set) CPU_COUNT_S (sizeof (cpu_set_t), set)
#define CPU_EQUAL(a, b) CPU_EQUAL_S (sizeof (cpu_set_t), a, b)
#define CPU_AND(dest, a, b) CPU_AND_S (sizeof (cpu_set_t), dest, a, b)
#define CPU_OR(dest, a, b) CPU_OR_S (sizeof (cpu_set_t), dest, a, b)
#define CPU_XOR(dest, a, b) CPU_XOR_S (sizeof (cpu_set_t), dest, a, b)
#endif

#endif

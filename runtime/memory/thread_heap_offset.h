/* SPDX-FileCopyrightText: The Tern authors */
/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Where a thread's default heap lies in its record. C, for mimalloc; checked in thread_heap.cc. */
#pragma once
#define TERN_THREAD_HEAP_OFFSET 16

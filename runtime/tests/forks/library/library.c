/* SPDX-FileCopyrightText: The Tern authors */
/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* One of the 40 libraries of the soak program: data that fork must copy, and a constructor that must not run again. */
static int value, constructed;
__attribute__((constructor)) static void construct(void) { ++constructed; }
void SOAK_SET(int v) { value = v; }
int SOAK_GET(void) { return value + 1000000 * (constructed - 1); }

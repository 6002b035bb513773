// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A class with a virtual destructor needs this for `delete this`; the memory came from make<T>().
#include <stddef.h>
#include <stdlib.h>

void operator delete(void *p) noexcept { free(p); }
void operator delete(void *p, size_t) noexcept { free(p); }

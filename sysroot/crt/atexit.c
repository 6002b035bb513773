// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Functions that know which module calls them, so that what a library registered ends with the library.
extern void *__dso_handle;
int __cxa_atexit(void (*)(void *), void *, void *);

static void call(void *f) { ((void (*)(void))f)(); }

int atexit(void (*f)(void)) { return __cxa_atexit(call, (void *)f, __dso_handle); }

// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A shared library that has no DllMain of its own gets this one from libcygwin.a.
int DllMain(void *base, unsigned reason, void *reserved) {
  (void)base, (void)reason, (void)reserved;
  return 1;
}

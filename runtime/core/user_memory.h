// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Pointers that a program gives to calls which are system calls elsewhere: a bad one is EFAULT there, not a signal. Entry
// points probe before they hold anything. A probe costs one access to the first and one to the last byte (the pieces between
// are NT's or the program's own business); its fault is taken by signal/fault.cc. Async-signal-safe and vfork-safe.
#pragma once
#include <errno.h>
#include <stddef.h>

extern "C" {
// signal/probe.S. 0: the access went well.
int tern_probe_read(const void *);
int tern_probe_write(void *); // changes nothing, in one atomic step
int tern_probe_string(const char *);
}

namespace tern {

inline bool readable(const void *at, size_t size) {
  return size == 0 || !(tern_probe_read(at) || tern_probe_read(static_cast<const char *>(at) + size - 1));
}
inline bool writable(void *at, size_t size) {
  return size == 0 || !(tern_probe_write(at) || tern_probe_write(static_cast<char *>(at) + size - 1));
}
template <class T> bool readable(const T *p) { return readable(p, sizeof *p); }
template <class T> bool writable(T *p) { return writable(p, sizeof *p); }
template <class T> bool readable_or_null(const T *p) { return !p || readable(p, sizeof *p); }
template <class T> bool writable_or_null(T *p) { return !p || writable(p, sizeof *p); }
inline bool is_string(const char *s) { return !tern_probe_string(s); } // up to its NUL

inline int fault() { return errno = EFAULT, -1; }

} // namespace tern

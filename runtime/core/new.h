// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Objects of the runtime on its heap, without the C++ library: make<T>() returns null when memory is used up.
#pragma once
#include "core/result.h"
#include <stdlib.h>

namespace tern {

template <class T, class... A> T *make(A &&...arguments) {
  void *p = malloc(sizeof(T));
  return p ? new (p) T(static_cast<A &&>(arguments)...) : nullptr;
}
template <class T> void destroy(T *p) {
  if (!p) return;
  p->~T();
  free(p);
}

} // namespace tern

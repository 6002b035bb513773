// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "nt/random.h"
#include "nt/loader.h"
#include "nt/native.h"

namespace tern::nt {

bool random_bytes(void *to, size_t size) {
  // The small DLL first: advapi32 takes milliseconds to load.
  static constinit LazyFunction<BOOL WINAPI(PBYTE, SIZE_T)> prng{u"bcryptprimitives.dll", "ProcessPrng"};
  if (auto *f = prng.get()) return f(static_cast<PBYTE>(to), size);
  static constinit LazyFunction<BOOLEAN WINAPI(PVOID, ULONG)> generate{u"advapi32.dll", "SystemFunction036"};
  if (auto *f = generate.get()) return f(to, static_cast<ULONG>(size));
  return false;
}

} // namespace tern::nt

// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Whose code an address is in.
#pragma once
#include <stddef.h>
#include <stdint.h>

namespace tern::signal {

// True for the runtime, for images linked against it, and for code in memory that is no image (a JIT's). False for
// native DLLs: they handle their faults themselves, and a thread in them may hold locks of Windows. Takes no lock.
// `nowhere`: what to say of an address where NT knows no memory. A fault there is a program's jump into nowhere; a thread that
// runs there is in Wine's own Unix code, on its way into or out of a system call, and must not be redirected.
bool code_is_ours(uintptr_t rip, bool nowhere);

// The image that holds an address, 0 when none does.
uintptr_t image_base(uintptr_t address);
// Its file name without the folder from its export directory or the loader's list; "" when unknown. Reads memory
// only after asking whether it can be read.
void image_name(uintptr_t base, char *out, size_t capacity);

} // namespace tern::signal

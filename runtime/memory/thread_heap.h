// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

namespace tern::memory {

// The calling thread ends: its heap's pages are left to the others. Nothing is allocated by it afterwards.
void thread_heap_done();

} // namespace tern::memory

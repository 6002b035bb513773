// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Hardware faults, seen first by a vectored handler.
#pragma once
#include <stdint.h>

namespace tern::nt {

struct Fault {
  uint32_t code;           // NTSTATUS of the exception
  unsigned count;          // of parameters
  uintptr_t parameters[2]; // access violation: 0 read 1 write 8 execute; address
  uint64_t rip, rsp, rflags;
  uint32_t mxcsr;
  void *native;            // CONTEXT; for walk_step, which changes it
};

// Called on the faulting thread's stack, a stack overflow's last 64 KB included. True: go on with rip and rsp as they
// then are; false: the fault is somebody else's.
using FaultHandler = bool (*)(Fault &);
bool install_fault_handler(FaultHandler);

} // namespace tern::nt

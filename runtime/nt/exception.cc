// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "nt/exception.h"
#include "core/sections.h"
#include "nt/native.h"

namespace tern::nt {

TERN_NOFORK static FaultHandler g_handler = nullptr;

static LONG CALLBACK dispatch(EXCEPTION_POINTERS *e) {
  const EXCEPTION_RECORD &r = *e->ExceptionRecord;
  CONTEXT &c = *e->ContextRecord;
  Fault f{};
  f.code = r.ExceptionCode;
  if (r.ExceptionFlags & EXCEPTION_NONCONTINUABLE) return EXCEPTION_CONTINUE_SEARCH;
  f.count = r.NumberParameters < 2 ? r.NumberParameters : 2;
  for (unsigned i = 0; i < f.count; ++i) f.parameters[i] = r.ExceptionInformation[i];
  f.rip = c.Rip, f.rsp = c.Rsp, f.rflags = c.EFlags, f.mxcsr = c.MxCsr;
  f.native = &c;
  if (!g_handler(f)) return EXCEPTION_CONTINUE_SEARCH;
  c.Rip = f.rip, c.Rsp = f.rsp;
  return EXCEPTION_CONTINUE_EXECUTION;
}

bool install_fault_handler(FaultHandler handler) {
  g_handler = handler;
  return AddVectoredExceptionHandler(1, dispatch) != nullptr;
}

} // namespace tern::nt

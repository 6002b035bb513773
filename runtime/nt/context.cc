// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "nt/context.h"
#include "nt/native.h"

extern "C" {
NTSTATUS NTAPI NtSuspendProcess(HANDLE);
NTSTATUS NTAPI NtResumeProcess(HANDLE);
}

namespace tern::nt {

Status suspend_process(RawHandle h) { return {NtSuspendProcess(h)}; }
Status resume_process(RawHandle h) { return {NtResumeProcess(h)}; }

static CONTEXT *of(void *native) { return static_cast<CONTEXT *>(native); }

bool get_control(RawHandle thread, ControlContext &c) {
  CONTEXT *n = of(c.native);
  n->ContextFlags = CONTEXT_CONTROL;
  if (!GetThreadContext(thread, n)) return false;
  c.rip = n->Rip, c.rsp = n->Rsp, c.rflags = n->EFlags;
  return true;
}

bool set_control(RawHandle thread, const ControlContext &c) {
  CONTEXT *n = of(const_cast<unsigned char *>(c.native));
  n->ContextFlags = CONTEXT_CONTROL;
  n->Rip = c.rip, n->Rsp = c.rsp, n->EFlags = static_cast<DWORD>(c.rflags);
  return SetThreadContext(thread, n);
}

RawHandle open_own_thread(uint32_t nt_tid) {
  return nt_tid ? OpenThread(THREAD_SUSPEND_RESUME | THREAD_GET_CONTEXT | THREAD_SET_CONTEXT | THREAD_QUERY_INFORMATION, FALSE, nt_tid)
                : nullptr;
}

bool walk_step(void *native_context, uintptr_t low, uintptr_t high, WalkStep &out) {
  CONTEXT *c = of(native_context);
  if (c->Rsp < low || c->Rsp + 8 > high || c->Rsp & 7) return false;
  DWORD64 base = 0;
  auto *function = RtlLookupFunctionEntry(c->Rip, &base, nullptr);
  if (!function) { // a leaf, or a jump into nowhere: the return address is on top
    c->Rip = *reinterpret_cast<DWORD64 *>(c->Rsp);
    c->Rsp += 8;
  } else {
    void *data;
    DWORD64 frame;
    RtlVirtualUnwind(UNW_FLAG_NHANDLER, base, c->Rip, function, c, &data, &frame, nullptr);
  }
  out = {c->Rip, c->Rsp};
  return c->Rip != 0;
}

} // namespace tern::nt

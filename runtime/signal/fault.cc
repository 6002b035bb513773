// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Hardware faults become signals of the thread that made them.
#include "memory/mapping.h"
#include "nt/exception.h"
#include "nt/memory.h"
#include "nt/thread.h"
#include "process/exit.h"
#include "signal/console.h"
#include "signal/image.h"
#include "signal/redirect.h"
#include "signal/report.h"
#include "signal/signals.h"

extern "C" char tern_probe_begin[], tern_probe_end[], tern_probe_fault[];

namespace tern::signal {

namespace {

struct Kind {
  int signo, code;
};

bool committed(uintptr_t at) {
  nt::Region r;
  return nt::query(at, r).ok() && r.state == nt::kCommit;
}

// SSE exceptions come as one code: which, says MXCSR (flags in bits 0-5, masks in 7-12).
int sse_code(uint32_t mxcsr) {
  uint32_t raised = mxcsr & ~(mxcsr >> 7) & 0x3f;
  if (raised & 1) return FPE_FLTINV;
  if (raised & 4) return FPE_FLTDIV;
  if (raised & 8) return FPE_FLTOVF;
  if (raised & 16 || raised & 2) return FPE_FLTUND;
  return FPE_FLTRES;
}

// {0, 0}: not a fault that POSIX has a signal for (C++ exceptions of other runtimes, debugger messages ...).
Kind classify(const nt::Fault &f) {
  switch (f.code) {
  case 0xc0000005:
    if (memory::is_beyond_end_of_file(f.parameters[1])) return {SIGBUS, BUS_ADRERR};
    return {SIGSEGV, committed(f.parameters[1]) ? SEGV_ACCERR : SEGV_MAPERR};
  case 0xc0000006: return {SIGBUS, BUS_ADRERR}; // past the end of a mapped file, or it cannot be read
  case 0x80000001: return {SIGSEGV, SEGV_ACCERR};
  case 0xc00000fd: return {SIGSEGV, SEGV_ACCERR}; // stack overflow
  case 0x80000002: return {SIGBUS, BUS_ADRALN};
  case 0xc000001d: return {SIGILL, ILL_ILLOPC};
  case 0xc0000096: return {SIGILL, ILL_PRVOPC};
  case 0xc0000094: return {SIGFPE, FPE_INTDIV};
  case 0xc0000095: return {SIGFPE, FPE_INTDIV}; // INT_MIN / -1: the processor makes no difference
  case 0xc000008e: return {SIGFPE, FPE_FLTDIV};
  case 0xc0000091: return {SIGFPE, FPE_FLTOVF};
  case 0xc0000093:
  case 0xc000008d: return {SIGFPE, FPE_FLTUND};
  case 0xc000008f: return {SIGFPE, FPE_FLTRES};
  case 0xc0000090: return {SIGFPE, FPE_FLTINV};
  case 0xc0000092: return {SIGFPE, FPE_FLTSUB};
  case 0xc00002b4:
  case 0xc00002b5: return {SIGFPE, sse_code(f.mxcsr)};
  case 0x80000003: return {SIGTRAP, TRAP_BRKPT};
  case 0x80000004: return {SIGTRAP, TRAP_TRACE};
  }
  return {0, 0};
}

constexpr uint32_t kStackOverflow = 0xc00000fd;

bool on_fault(nt::Fault &f) {
  if (f.rip - reinterpret_cast<uintptr_t>(tern_probe_begin) < static_cast<uintptr_t>(tern_probe_end - tern_probe_begin)) {
    f.rip = reinterpret_cast<uintptr_t>(tern_probe_fault);
    return true;
  }
  Kind kind = classify(f);
  if (!kind.signo) return false;
  Thread *t = current_or_null();
  if (!t) return false;
  if (t->reporting) return resume_report(t, f); // the report itself met a damaged stack
  if (!code_is_ours(f.rip, true)) return false;
  bool memory = kind.signo == SIGSEGV || kind.signo == SIGBUS;
  siginfo_t info{};
  info.si_signo = kind.signo;
  info.si_code = kind.code;
  info.si_addr = reinterpret_cast<void *>(memory && f.count > 1 ? f.parameters[1] : f.rip);
  if (f.code == 0x80000003 && *reinterpret_cast<const unsigned char *>(f.rip) == 0xcc) ++f.rip; // as Linux: behind it

  const struct sigaction &a = t->view->actions[kind.signo];
  uint64_t b = bit(kind.signo);
  const stack_t &alt = t->alt_stack;
  bool alternate = a.sa_flags & SA_ONSTACK && !(alt.ss_flags & SS_DISABLE);
  bool overflow = f.code == kStackOverflow;
  // What cannot be delivered ends the process: blocked or ignored faults too, else they would repeat for ever.
  bool deliverable = a.sa_handler != SIG_DFL && a.sa_handler != SIG_IGN && !(t->signal_mask & b) && t->interrupt_state == kNotInterrupted &&
                     (!overflow || alternate);
  if (!deliverable) {
    report_fault(t, f, info);
    terminate_by(kind.signo);
  }
  t->interrupted_rip = f.rip;
  t->interrupted_rsp = f.rsp;
  t->interrupted_rflags = f.rflags;
  t->fault = info;
  t->interrupt_state = kFaulted;
  f.rip = reinterpret_cast<uintptr_t>(&tern_interrupt_entry);
  if (overflow) t->stack_overflowed = true;
  if (overflow) f.rsp = (reinterpret_cast<uintptr_t>(alt.ss_sp) + alt.ss_size) & ~uintptr_t{63};
  return true;
}

} // namespace

void init_process() {
  init_extended_state();
  nt::install_fault_handler(on_fault);
  init_console();
}

} // namespace tern::signal

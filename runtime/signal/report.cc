// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "signal/report.h"
#include "core/view.h"
#include "fd/description.h"
#include "fd/table.h"
#include "nt/context.h"
#include "nt/loader.h"
#include "nt/raw_output.h"
#include "nt/thread.h"
#include "signal/image.h"
#include "signal/redirect.h"
#include <string.h>

namespace tern::signal {

namespace {

// Where descriptor 2 goes, looked at without its lock: a crash may hold it. null: nowhere.
nt::RawHandle error_output() {
  const fd::Table *files = g_process_view.files;
  if (!files || files->capacity <= 2 || !files->entries[2].description) return nullptr;
  fd::Description *d = files->entries[2].description;
  if (d->kind == fd::Kind::File)
    if (nt::RawHandle h = d->native_handle()) return h;
  return nt::standard_handle(2); // what the process was started with
}

// A line is built in place: no heap, no stdio, whatever state they are in.
class Line {
  char text_[256];
  size_t n_ = 0;

public:
  Line &operator<<(const char *s) {
    while (*s && n_ < sizeof text_ - 1) text_[n_++] = *s++;
    return *this;
  }
  Line &hex(uint64_t v) {
    char digits[16];
    int n = 0;
    do digits[n++] = "0123456789abcdef"[v & 15];
    while (v >>= 4);
    *this << "0x";
    while (n) if (--n, n_ < sizeof text_ - 1) text_[n_++] = digits[n];
    return *this;
  }
  Line &decimal(uint64_t v) {
    char digits[20];
    int n = 0;
    do digits[n++] = static_cast<char>('0' + v % 10);
    while (v /= 10);
    while (n) if (--n, n_ < sizeof text_ - 1) text_[n_++] = digits[n];
    return *this;
  }
  ~Line() {
    text_[n_++] = '\n';
    if (nt::RawHandle out = error_output()) nt::write_raw(out, text_, n_);
  }
};

const char *name(int signo) {
  switch (signo) {
  case SIGSEGV: return "Segmentation fault";
  case SIGBUS: return "Bus error";
  case SIGILL: return "Illegal instruction";
  case SIGFPE: return "Floating point exception";
  default: return "Trace/breakpoint trap";
  }
}

void place(Line &line, uint64_t rip) {
  char module[64];
  uintptr_t base = image_base(rip);
  if (base) image_name(base, module, sizeof module);
  if (base && module[0]) (line << module << " + ").hex(rip - base);
  else line.hex(rip);
}

constexpr int kMostFrames = 32;
// One report at a time; a second thread that faults goes on to end the process.
constinit uint32_t g_reporting = 0;
ucontext_t g_recovery; // written by the reporting thread only

} // namespace

bool resume_report(Thread *, nt::Fault &f) {
  f.rip = g_recovery.uc_mcontext.rip;
  f.rsp = g_recovery.uc_mcontext.rsp;
  // rbx, rbp and the rest are whatever they are: what follows the capture reads memory only.
  f.rip = reinterpret_cast<uintptr_t>(+[] { tern_resume_context(&g_recovery); });
  f.rsp = (g_recovery.uc_mcontext.rsp & ~uintptr_t{15}) - 4096 - 8;
  return true;
}

[[gnu::noinline]] static void walk(nt::Fault &f) {
  nt::StackBounds stack = nt::stack_bounds();
  for (int i = 1; i < kMostFrames; ++i) {
    nt::WalkStep step;
    if (!nt::walk_step(f.native, stack.limit, stack.base, step)) return;
    Line line;
    line << "  ";
    place(line, step.rip);
  }
}

void report_caller() {
  ucontext_t here; // mcontext_t has the layout of CONTEXT
  memset(&here, 0, sizeof here);
  tern_capture_context(&here);
  nt::Fault f{};
  f.native = &here.uc_mcontext;
  walk(f);
}

void report_fault(Thread *t, nt::Fault &f, const siginfo_t &info) {
  if (__atomic_exchange_n(&g_reporting, 1u, __ATOMIC_ACQ_REL)) return;
  {
    Line line;
    line << name(info.si_signo) << " at address ";
    line.hex(reinterpret_cast<uintptr_t>(info.si_addr));
    line << " (pid ";
    line.decimal(static_cast<uint64_t>(g_process_view.pid));
    line << ", thread ";
    line.decimal(t->tid);
    line << (f.code == 0xc00000fd ? ", stack overflow)" : ")");
  }
  {
    Line line;
    line << "  ";
    place(line, f.rip);
  }
  t->reporting = 1;
  static constinit volatile bool second = false;
  second = false;
  tern_capture_context(&g_recovery);
  if (!second) {
    second = true;
    walk(f);
  }
  t->reporting = 0;
}

} // namespace tern::signal

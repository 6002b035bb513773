// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The short report of a fatal fault: what, where, and the return addresses as module + offset.
#pragma once
#include "core/thread.h"
#include "nt/exception.h"

namespace tern::signal {

void report_fault(Thread *, nt::Fault &, const siginfo_t &);
void report_caller(); // the stack alone
// A fault inside the report: goes on where the report can end. True when there is such a place.
bool resume_report(Thread *, nt::Fault &);

} // namespace tern::signal

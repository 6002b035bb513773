// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The program's start, in order (docs/how/startup.md).
#pragma once
#include "core/startup_block.h"
#include "core/thread.h"

namespace tern::startup {

// argv and environ (startup/arguments.cc, startup/environment.cc). From the startup block when a tern parent wrote
// it, else from the native command line and environment. They live in the heap for the life of the process.
struct Arguments {
  int count;
  char **values;
};
Arguments make_arguments(const BlockReader *block);
const Arguments &program_arguments(); // what main got
char **make_environment(const BlockReader *block);
void set_program_name(char *argv0); // posix/stdlib/progname.cc

// Runs `function` on the stack of `t` with the TEB describing that stack; does not come back.
[[noreturn]] void switch_to_stack(Thread *t, void (*function)(void *), void *argument);
// Tells the TEB the bounds of `t`'s stack, and gives the ones that were there.
struct StackBounds {
  void *base, *limit, *deallocation;
};
StackBounds set_stack_bounds(const StackBounds &);
StackBounds stack_bounds_of(const Thread *t, void *limit);

} // namespace tern::startup

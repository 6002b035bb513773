// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The program's start: the exe's entry calls __tern_start on the stack that NT made. In order: the thread record and
// stack of our own; the startup block; shared state and process slot; descriptors; environment and arguments;
// constructors of the DLLs, then of the exe; main; exit.
#include "startup/start.h"
#include "core/hooks.h"
#include "core/shared_state.h"
#include "core/trace.h"
#include "core/view.h"
#include "fd/table.h"
#include "fs/mounts.h"
#include "memory/malloc.h"
#include "nt/loader.h"
#include "nt/sync.h"
#include "process/image_files.h"
#include "process/inherit.h"
#include "process/process.h"
#include "signal/signals.h"
#include "startup/module.h"
#include "user/own_ids.h"
#include <stdlib.h>
#include <string.h>

extern "C" char **environ;
extern "C" void __tern_dll_attach(const __tern_module *);

namespace tern::startup {

static Arguments g_arguments;
static Thread *g_main_thread;

const Arguments &program_arguments() { return g_arguments; }

// The program's function, or null when it is the import library's stub of ours: "jmp *slot(%rip)".
template <class F> static F *own_function(F *f, const void *ours) {
  if (!f || reinterpret_cast<const void *>(f) == ours) return nullptr;
  auto *code = reinterpret_cast<const unsigned char *>(f);
  if (code[0] != 0xff || code[1] != 0x25) return f;
  int32_t distance;
  memcpy(&distance, code + 2, sizeof distance);
  return *reinterpret_cast<const void *const *>(code + 6 + distance) == ours ? nullptr : f;
}

static void take_program_allocator(const __tern_module &m) {
  auto address = [](auto *f) { return reinterpret_cast<const void *>(f); };
  memory::g_program_allocator = {own_function(m.malloc, address(::malloc)), own_function(m.free, address(::free)),
                                 own_function(m.realloc, address(::realloc)), own_function(m.calloc, address(::calloc))};
}

// Not in the fork child: its view comes with the copied data.
static void init_view(Thread *t) {
  t->view = &g_process_view;
  g_process_view.files = &fd::g_table;
  g_process_view.umask = 022;
}

// The block that a tern parent wrote can be read once the slot is known: its handles are published there.
static const BlockReader *load_process() {
  auto attached = shared_state_attach();
  if (!attached.ok()) fatal("the shared state cannot be made or opened (error %d)", attached.error().value);
  auto placed = process::table_attach();
  if (!placed.ok()) fatal("there is no place in the process table (error %d)", placed.error().value);
  const BlockReader *block = startup_block();
  user::ids_from_token(g_process_view.ids); // a spawned program's too: the block tells only what differs
  own_slot().uid = g_process_view.ids.euid;
  own_slot().gid = g_process_view.ids.egid;
  if (block) {
    hooks_load(*const_cast<BlockReader *>(block));
    process::close_unclaimed_handles();
  } else {
    fs::start_from_native();
    fd::table_from_standard_handles();
  }
  return block;
}

[[noreturn]] static void run_program(void *) {
  __asm__ volatile("fninit"); // NT starts threads with 53-bit x87 precision
  trace_init();
  signal::init_process();
  const BlockReader *block = load_process();
  environ = make_environment(block);
  g_arguments = make_arguments(block);
  set_program_name(g_arguments.values[0]);
  trace_program_start(g_arguments.count, g_arguments.values);
  process::image_files_start();
  run_constructors();
  exit(g_main_module->main(g_arguments.count, g_arguments.values, environ));
}

} // namespace tern::startup

using namespace tern;
using namespace tern::startup;

// The exe's entry (sysroot/crt/crt1.c). Does not return.
TERN_EXPORT [[noreturn]] void __tern_start(const __tern_module *module) {
  if (module->abi_version != kModuleAbi) nt::terminate_self(0xc0000059);
  g_main_module = module;
  const BlockHeader *header = process::startup_header();
  if (header && header->kind == BlockKind::Fork) {
    // The program's constant data (type tables of exceptions, vtables) does not come from the parent; its variables
    // do, over what this puts there. DLLs have done theirs when they were loaded.
    apply_pseudo_relocs(*module);
    process::fork_child_entry(header_reader(*header));
  }
  __tern_dll_attach(module);
  take_program_allocator(*module);
  Thread *t = new_thread_record(0);
  if (!t) nt::terminate_self(0xc0000017);
  t->nt_tid = nt::current_thread_id();
  set_current(t);
  g_main_thread = t;
  thread_list_add(t);
  init_view(t);
  switch_to_stack(t, run_program, nullptr);
}

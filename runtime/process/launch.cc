// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "process/launch.h"
#include "core/hooks.h"
#include "core/startup_block.h"
#include "core/trace.h"
#include "fd/table.h"
#include "fs/convert.h"
#include "fs/cwd.h"
#include "nt/memory.h"
#include "nt/process.h"
#include "nt/status.h"
#include "nt/sync.h"
#include "process/children.h"
#include "process/inherit.h"
#include "process/native_arguments.h"
#include "process/shared_name.h"
#include "process/spawn_context.h"
#include <limits.h>
#include <stdlib.h>
#include <string.h>

namespace tern::process {
namespace {

constexpr size_t kInlineBlock = 60000; // of the 65,535 that CreateProcess passes
constexpr size_t kArgumentMax = 2 << 20;
constexpr int kInterpreterDepth = 5;

size_t text_size(char *const *list) {
  size_t n = 0;
  for (size_t i = 0; list && list[i]; ++i) n += strlen(list[i]) + 1;
  return n;
}

// argv with the interpreters of nested scripts before it.
class Arguments {
  char **owned_ = nullptr;
  char *texts_[3 * kInterpreterDepth] = {};
  unsigned count_ = 0;

  char *keep(const char *s) { return texts_[count_++] = strdup(s); }

public:
  char *const *values;
  explicit Arguments(char *const *argv) : values(argv) {}
  Arguments(const Arguments &) = delete;
  ~Arguments() {
    for (char *t : texts_) free(t);
    free(owned_);
  }
  Result<> prepend(const Image &script, const char *path) {
    size_t n = 0;
    while (values[n]) ++n;
    auto **list = static_cast<char **>(malloc((n + 4) * sizeof(char *)));
    if (!list) return Errno(ENOMEM);
    size_t o = 0;
    list[o++] = keep(script.interpreter);
    if (script.interpreter_argument) list[o++] = keep(script.interpreter_argument);
    list[o++] = keep(path);
    for (size_t i = 1; i < n; ++i) list[o++] = values[i];
    list[o] = nullptr;
    for (size_t i = 0; i < count_; ++i)
      if (!texts_[i]) {
        free(list);
        return Errno(ENOMEM);
      }
    free(owned_);
    values = owned_ = list;
    return success();
  }
};

// Until the image is a program: scripts name an interpreter, which may be a script.
Result<> resolve_scripts(LaunchRequest &r, Arguments &arguments) {
  char path[PATH_MAX];
  size_t n = strnlen(r.path, PATH_MAX);
  if (n == PATH_MAX) return Errno(ENAMETOOLONG);
  memcpy(path, r.path, n + 1);
  for (int depth = 0; r.image->kind == ImageKind::Script; ++depth) {
    if (depth == kInterpreterDepth) return Errno(ELOOP);
    TRY(arguments.prepend(*r.image, path));
    n = strlen(r.image->interpreter);
    if (n >= PATH_MAX) return Errno(ENAMETOOLONG);
    memcpy(path, r.image->interpreter, n + 1);
    TRY(find_image(path, *r.image));
  }
  return success();
}

void add_strings(BlockWriter &w, BlockTag tag, char *const *list) {
  w.begin(tag);
  for (size_t i = 0; list && list[i]; ++i) w.append(list[i], strlen(list[i]) + 1);
  w.end();
}

BlockHeader *header_of(BlockWriter &w) { return reinterpret_cast<BlockHeader *>(const_cast<char *>(w.data())); }

// The whole block. `wanted` becomes true when a hook must know the child.
Result<> write_block(BlockWriter &w, const LaunchRequest &r, char *const *argv, HandleList &handles, nt::RawHandle child,
                     uint32_t child_pid, bool &wanted) {
  add_strings(w, BlockTag::Arguments, argv);
  add_strings(w, BlockTag::Environment, r.envp);
  SpawnContext context{*r.view, child, child_pid, index_of(*r.slot), r.exec, handles, &wanted};
  hooks_save(w, context);
  if (w.failed()) return Errno(ENOMEM);
  auto *h = header_of(w);
  h->shared_name = shared_name();
  h->slot = index_of(*r.slot);
  h->pid = r.slot->pid;
  return success();
}

void set_name(Slot &s, const char *path) {
  const char *base = strrchr(path, '/');
  base = base ? base + 1 : path;
  size_t n = strnlen(base, sizeof SlotDetail::name - 1);
  char *name = detail_of(s).name;
  memcpy(name, base, n);
  memset(name + n, 0, sizeof SlotDetail::name - n);
}

// The slot's Windows side. The child is suspended: from here on it is found by its pid.
void publish(const LaunchRequest &r, const nt::ProcessAndThread &made, bool native) {
  Slot &s = *r.slot;
  nt::ProcessTimes t{};
  nt::process_times(made.process.get(), t);
  s.nt_start = t.created;
  __atomic_store_n(&s.nt_pid, made.pid, __ATOMIC_RELEASE);
  if (native)
    __atomic_fetch_or(&s.flags, kSlotNative, __ATOMIC_RELAXED);
  else
    __atomic_fetch_and(&s.flags, ~kSlotNative, __ATOMIC_RELAXED);
  set_name(s, r.image->posix);
  if (!r.exec) __atomic_store_n(&s.state, static_cast<uint32_t>(SlotState::Running), __ATOMIC_SEQ_CST);
}

struct Kill { // a child that was made but must not run
  nt::RawHandle process;
  bool armed = true;
  ~Kill() {
    if (armed) nt::terminate_process(process, 1);
  }
};

// Puts the finished block into a section of the child, named by the first handle after the list's.
Result<uint64_t> put_in_section(const BlockWriter &w, HandleList &handles, nt::Handle &section) {
  if (auto s = nt::create_section(section, w.size(), nt::Protect::ReadWrite); !s.ok()) return nt::errno_of(s);
  uintptr_t at = 0;
  size_t size = 0;
  if (auto s = nt::map_section(section.get(), at, size, 0, nt::Protect::ReadWrite); !s.ok()) return nt::errno_of(s);
  nt::View view(at);
  memcpy(view.get(), w.data(), w.size());
  return handles.add(section.get());
}

Result<nt::ProcessAndThread> create(const LaunchRequest &r, nt::ProcessRequest &p, WideText &environment, size_t total) {
  TRY(make_native_environment(r.envp, r.image->kind == ImageKind::Tern && total > 30000, environment));
  p.image = r.image->win32;
  p.environment = environment.data();
  return nt::create_process(p);
}

// A child of ours: no inheritance; the block by CreateProcess, or, when it is large or a hook must know the child, the
// header alone and the block by a section.
Result<Launched> launch_ours(LaunchRequest &r, Arguments &arguments, size_t total) {
  HandleList handles;
  BlockWriter w(r.exec ? BlockKind::Exec : BlockKind::Spawn);
  bool child_wanted = false;
  TRY(write_block(w, r, arguments.values, handles, nullptr, 0, child_wanted));
  WideText line, environment;
  TRY(make_command_line(arguments.values, true, line));
  nt::Handle section;
  nt::ProcessRequest p;
  BlockHeader header = *header_of(w);
  p.command_line = line.data();
  p.suspended = true;
  p.startup_data = w.data();
  p.startup_size = w.size();
  // Tokens are numbers in the list: the section is always its first when the block is written late, because the
  // header must name it before the list is made.
  HandleList late;
  HandleList *given = &handles;
  bool large = w.size() > kInlineBlock;
  if (child_wanted) {
    header.overflow = 1;
  } else if (large) {
    header.overflow = TRY(put_in_section(w, handles, section));
  }
  if (header.overflow) {
    header.total = sizeof header;
    p.startup_data = &header;
    p.startup_size = sizeof header;
  }
  nt::ProcessAndThread made = TRY(create(r, p, environment, total));
  Kill kill{made.process.get()};
  if (child_wanted) {
    given = &late;
    // Room for the section's handle, which is made when the block's size is known.
    TRY(late.add(nullptr));
    BlockWriter again(r.exec ? BlockKind::Exec : BlockKind::Spawn);
    TRY(write_block(again, r, arguments.values, late, made.process.get(), made.pid, child_wanted));
    HandleList unused;
    (void)TRY(put_in_section(again, unused, section));
    late.fixed[0] = section.get();
  }
  publish(r, made, false);
  TRY(hand_over(*given, made.process.get(), *r.slot));
  kill.armed = false;
  return Launched{static_cast<nt::ProcessAndThread &&>(made), false};
}

// A native child gets three inheritable duplicates, in an exact list, for the moment of its making.
Result<Launched> launch_native(LaunchRequest &r, Arguments &arguments, size_t) {
  WideText line, environment, directory;
  TRY(make_command_line(arguments.values, false, line));
  nt::Handle standard[3];
  nt::RawHandle list[3];
  nt::ProcessRequest p;
  for (int i = 0; i < 3; ++i) {
    auto file = fd::get(i);
    if (!file.ok()) continue;
    auto h = file.value()->native_stdio(i == 0);
    if (!h.ok()) continue; // a kind that native programs cannot use: they find it closed
    standard[i] = h.take();
    p.standard[i] = standard[i].get();
    if (standard[i]) list[p.inherited_count++] = standard[i].get();
  }
  p.inherited = list;
  p.with_standard = true;
  p.command_line = line.data();
  p.suspended = true;
  char cwd[PATH_MAX];
  if (size_t n = fs::current_directory(cwd, sizeof cwd); n && n < sizeof cwd) {
    if (char *win32 = fs::win32_path(cwd)) {
      directory.add_utf8(win32, strlen(win32));
      directory.add(0);
      free(win32);
      p.directory = directory.data();
    }
  }
  nt::ProcessAndThread made = TRY(create(r, p, environment, 0));
  publish(r, made, true);
  return Launched{static_cast<nt::ProcessAndThread &&>(made), true};
}

} // namespace

Result<Slot *> claim_child_slot(const ProcessView &v) {
  Slot *s = TRY(claim());
  s->ppid = v.is_vfork_child ? v.ppid : own_slot().pid;
  s->pgid = v.pgid ? v.pgid : s->pid;
  s->sid = v.sid;
  s->uid = v.ids.euid;
  s->gid = v.ids.egid;
  s->ctty = own_slot().ctty;
  if (s->sid == 0) s->sid = s->pgid = s->pid, s->ctty = -1; // setsid
  const struct sigaction &a = g_process_view.actions[SIGCHLD];
  if (a.sa_handler == SIG_IGN || (a.sa_flags & SA_NOCLDWAIT)) s->flags |= kSlotNoZombie;
  return s;
}

Result<Launched> launch(LaunchRequest &r) {
  Arguments arguments(r.argv);
  TRY(resolve_scripts(r, arguments));
  size_t total = text_size(arguments.values) + text_size(r.envp);
  if (total > kArgumentMax) return Errno(E2BIG);
  TERN_TRACE_LINE("%s %s", r.exec ? "exec" : "spawn", r.image->posix);
  return r.image->kind == ImageKind::Tern ? launch_ours(r, arguments, total) : launch_native(r, arguments, total);
}

} // namespace tern::process

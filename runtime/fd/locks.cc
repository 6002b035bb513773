// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The table of advisory locks. LockFileEx would not do: it is mandatory for native readers and excludes the process's
// own second handle. Entries of the dead are dropped by whoever meets them.
#include "fd/locks.h"
#include "core/shared_state.h"
#include "core/view.h"
#include "process/table.h"
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

namespace tern::fd {

namespace {

enum class LockKind : uint8_t { Free, Process, Description, Flock, Waiter };

struct Entry {
  LockKind kind;
  uint8_t exclusive;
  uint16_t unused;
  int32_t pid;          // of the process that took it
  int32_t shared_index; // Description, Flock: it lives as long as somebody holds this description
  uint32_t generation;  // of that description's record, which others use later
  uint64_t owner;
  uint64_t volume, file;
  int64_t first, last;  // inclusive. Waiter: `volume` is the owner it waits for
};
static_assert(sizeof(Entry) == 56);

struct Table {
  uint32_t high; // one past the highest entry ever used
  uint32_t unused[3];
  Entry entries[(sizeof(SharedState::locks) - 16) / sizeof(Entry)];
};
constexpr uint32_t kEntries = sizeof(Table::entries) / sizeof(Entry);
static_assert(sizeof(Table) <= sizeof(SharedState::locks));

Table &table() { return *reinterpret_cast<Table *>(shared().locks); }
uint32_t high() {
  uint32_t h = table().high; // never trusted: another process may have died while it wrote
  return h < kEntries ? h : kEntries;
}

// Does this process possibly hold process locks? Spares close() the look into the table.
bool g_may_hold;

uint64_t own_owner() {
  ProcessView &v = view();
  return v.lock_owner ? v.lock_owner : static_cast<uint64_t>(static_cast<uint32_t>(v.pid));
}

uint32_t generation_of(int32_t index) {
  if (index < 0 || index >= static_cast<int32_t>(kDescriptions)) return 0;
  return __atomic_load_n(&shared().descriptions[index].generation, __ATOMIC_ACQUIRE);
}

bool somebody_holds(int32_t index, uint32_t generation) {
  if (index < 0 || index >= static_cast<int32_t>(kDescriptions) || generation_of(index) != generation) return false;
  bool held = false;
  process::for_each([&](Slot &s) {
    uint64_t word = process::detail_of(s).descriptions[index / 64];
    if ((word >> (index % 64) & 1) && process::is_alive(s)) held = true;
    return !held;
  });
  return held;
}

bool is_live(const Entry &e) {
  if (e.kind == LockKind::Description || e.kind == LockKind::Flock) return somebody_holds(e.shared_index, e.generation);
  Slot *s = process::find(e.pid);
  return s && process::is_alive(*s);
}

struct Request {
  LockKind kind;
  bool exclusive;
  uint64_t owner;
  FileKey key;
  int64_t first, last;
  int32_t shared_index;
};

bool same_space(LockKind a, LockKind b) { return (a == LockKind::Flock) == (b == LockKind::Flock); }
bool same_owner(const Entry &e, const Request &r) { return e.kind == r.kind && e.owner == r.owner; }

bool concerns(const Entry &e, const Request &r) {
  return (e.kind == LockKind::Process || e.kind == LockKind::Description || e.kind == LockKind::Flock) && e.volume == r.key.volume &&
         e.file == r.key.file && same_space(e.kind, r.kind);
}

Entry *find_conflict(const Request &r) {
  for (uint32_t i = 0; i < high(); i++) {
    Entry &e = table().entries[i];
    if (!concerns(e, r) || same_owner(e, r) || e.first > r.last || e.last < r.first || !(e.exclusive || r.exclusive)) continue;
    if (is_live(e)) return &e;
    e.kind = LockKind::Free;
  }
  return nullptr;
}

Entry *take_entry() {
  Table &t = table();
  for (uint32_t i = 0; i < high(); i++)
    if (t.entries[i].kind == LockKind::Free) return &t.entries[i];
  if (high() == kEntries) {
    for (auto &e : t.entries) // full: what the dead left
      if (!is_live(e)) e.kind = LockKind::Free;
    for (auto &e : t.entries)
      if (e.kind == LockKind::Free) return &e;
    return nullptr;
  }
  t.high = high() + 1;
  return &t.entries[t.high - 1];
}

bool put(const Request &r, bool exclusive, int64_t first, int64_t last) {
  Entry *e = take_entry();
  if (!e) return false;
  e->exclusive = exclusive;
  e->pid = view().pid;
  e->shared_index = r.shared_index;
  e->generation = generation_of(r.shared_index);
  e->owner = r.owner;
  e->volume = r.key.volume, e->file = r.key.file;
  e->first = first, e->last = last;
  __atomic_store_n(reinterpret_cast<uint8_t *>(&e->kind), static_cast<uint8_t>(r.kind), __ATOMIC_RELEASE);
  return true;
}

// Takes r's range out of the owner's entries: what sticks out stays. Splitting one entry needs one more.
bool cut(const Request &r) {
  for (uint32_t i = 0; i < high(); i++) {
    Entry &e = table().entries[i];
    if (!concerns(e, r) || !same_owner(e, r) || e.first > r.last || e.last < r.first) continue;
    bool left = e.first < r.first, right = e.last > r.last;
    if (left && right) {
      if (!put(r, e.exclusive, r.last + 1, e.last)) return false;
      e.last = r.first - 1;
    } else if (left) {
      e.last = r.first - 1;
    } else if (right) {
      e.first = r.last + 1;
    } else {
      e.kind = LockKind::Free;
    }
  }
  return true;
}

bool add(Request r) {
  if (!cut(r)) return false;
  // Neighbours of the same kind become one.
  for (uint32_t i = 0; i < high(); i++) {
    Entry &e = table().entries[i];
    if (!concerns(e, r) || !same_owner(e, r) || e.exclusive != r.exclusive) continue;
    if (e.last != INT64_MAX && e.last + 1 == r.first) r.first = e.first, e.kind = LockKind::Free;
    else if (r.last != INT64_MAX && r.last + 1 == e.first) r.last = e.last, e.kind = LockKind::Free;
  }
  return put(r, r.exclusive, r.first, r.last);
}

// Would waiting for `holder` close a circle back to `me`?
bool is_deadlock(uint64_t me, uint64_t holder) {
  for (int depth = 0; depth < 64; depth++) {
    if (holder == me) return true;
    uint64_t next = 0;
    for (uint32_t i = 0; i < high() && !next; i++) {
      Entry &e = table().entries[i];
      if (e.kind == LockKind::Waiter && e.owner == holder && is_live(e)) next = e.volume;
    }
    if (!next) return false;
    holder = next;
  }
  return false;
}

void forget_waiter(uint64_t me) {
  for (uint32_t i = 0; i < high(); i++) {
    Entry &e = table().entries[i];
    if (e.kind == LockKind::Waiter && e.owner == me && e.pid == view().pid) e.kind = LockKind::Free;
  }
}

void note_waiter(uint64_t me, uint64_t holder) {
  forget_waiter(me);
  if (Entry *e = take_entry()) {
    e->pid = view().pid;
    e->owner = me;
    e->volume = holder;
    e->kind = LockKind::Waiter;
  }
}

// No wake-up crosses processes, because a holder may die at any instant: the wait looks again, at growing intervals.
Result<> acquire(const Request &r, bool wait) {
  auto &lock = shared().header.lock_table_lock;
  int64_t pause = 5000; // 0.5 ms
  for (;;) {
    {
      Guard guard(lock);
      Entry *e = find_conflict(r);
      if (!e) {
        if (wait && r.kind == LockKind::Process) forget_waiter(r.owner);
        return add(r) ? success() : Result<>(Errno(ENOLCK));
      }
      if (!wait) return Errno(EAGAIN);
      if (r.kind == LockKind::Process) {
        if (e->kind == LockKind::Process && is_deadlock(r.owner, e->owner)) {
          forget_waiter(r.owner);
          return Errno(EDEADLK);
        }
        note_waiter(r.owner, e->owner);
      }
    }
    if (wait_objects(nullptr, 0, deadline_in(pause), WaitPolicy::Restartable).outcome == WaitOutcome::Wanted) {
      Guard guard(lock);
      if (r.kind == LockKind::Process) forget_waiter(r.owner);
      return interrupted(WaitPolicy::Restartable);
    }
    if (pause < 100000) pause *= 2;
  }
}

Result<> range_of(Description &d, const struct flock &l, int64_t &first, int64_t &last) {
  int64_t base = 0;
  switch (l.l_whence) {
  case SEEK_SET: break;
  case SEEK_CUR: base = TRY(d.seek(0, SEEK_CUR)); break;
  case SEEK_END: {
    struct stat st;
    TRY(d.stat(st));
    base = st.st_size;
    break;
  }
  default: return Errno(EINVAL);
  }
  if (__builtin_add_overflow(base, static_cast<int64_t>(l.l_start), &first)) return Errno(EOVERFLOW);
  if (l.l_len > 0) {
    if (__builtin_add_overflow(first, static_cast<int64_t>(l.l_len) - 1, &last)) return Errno(EOVERFLOW);
  } else if (l.l_len < 0) {
    last = first - 1;
    first += l.l_len;
  } else {
    last = INT64_MAX;
  }
  if (first < 0) return Errno(EINVAL);
  return success();
}

} // namespace

void locks_closed(Description &d) {
  if (!__atomic_load_n(&g_may_hold, __ATOMIC_RELAXED)) return;
  auto key = d.file_key();
  if (!key.ok()) return;
  Request r{LockKind::Process, false, own_owner(), key.value(), 0, INT64_MAX, -1};
  Guard guard(shared().header.lock_table_lock);
  (void)cut(r);
}

void locks_after_exec() { g_may_hold = true; }
void locks_after_fork() { g_may_hold = false; } // process locks are not inherited

Result<int> lock_control(Description &d, int command, struct flock *l) {
  if (!l) return Errno(EFAULT);
  bool ofd = command == F_OFD_GETLK || command == F_OFD_SETLK || command == F_OFD_SETLKW;
  bool get = command == F_GETLK || command == F_OFD_GETLK;
  if (l->l_type != F_RDLCK && l->l_type != F_WRLCK && (get || l->l_type != F_UNLCK)) return Errno(EINVAL);
  if (ofd && l->l_pid) return Errno(EINVAL);
  Request r{};
  r.kind = ofd ? LockKind::Description : LockKind::Process;
  r.exclusive = l->l_type == F_WRLCK;
  r.key = TRY(d.file_key());
  r.shared_index = -1;
  TRY(range_of(d, *l, r.first, r.last));
  if (ofd) {
    TRY(d.share());
    r.shared_index = d.shared_index;
    r.owner = d.identity;
  } else {
    r.owner = own_owner();
  }
  auto &lock = shared().header.lock_table_lock;
  if (get) {
    Guard guard(lock);
    Entry *e = find_conflict(r);
    if (!e) return l->l_type = F_UNLCK, 0;
    l->l_type = e->exclusive ? F_WRLCK : F_RDLCK;
    l->l_whence = SEEK_SET;
    l->l_start = e->first;
    l->l_len = e->last == INT64_MAX ? 0 : e->last - e->first + 1;
    l->l_pid = e->kind == LockKind::Process ? e->pid : -1;
    return 0;
  }
  if (l->l_type == F_UNLCK) {
    Guard guard(lock);
    if (!cut(r)) return Errno(ENOLCK);
    return 0;
  }
  if (l->l_type == F_RDLCK ? !d.readable() : !d.writable()) return Errno(EBADF);
  if (!ofd) __atomic_store_n(&g_may_hold, true, __ATOMIC_RELAXED);
  TRY(acquire(r, command == F_SETLKW || command == F_OFD_SETLKW));
  return 0;
}

Result<> flock_file(Description &d, int operation) {
  bool wait = !(operation & LOCK_NB);
  operation &= ~LOCK_NB;
  if (operation != LOCK_SH && operation != LOCK_EX && operation != LOCK_UN) return Errno(EINVAL);
  Request r{};
  r.kind = LockKind::Flock;
  r.exclusive = operation == LOCK_EX;
  r.key = TRY(d.file_key());
  r.last = INT64_MAX;
  TRY(d.share());
  r.shared_index = d.shared_index;
  r.owner = d.identity;
  {
    // Changing the kind gives the old lock up first, as flock(2) documents: else two that change theirs would wait for each other.
    Guard guard(shared().header.lock_table_lock);
    bool other_kind = operation == LOCK_UN;
    for (uint32_t i = 0; i < high(); i++) {
      Entry &e = table().entries[i];
      other_kind |= concerns(e, r) && same_owner(e, r) && e.exclusive != r.exclusive;
    }
    if (other_kind && !cut(r)) return Errno(ENOLCK);
    if (operation == LOCK_UN) return success();
  }
  return acquire(r, wait);
}

} // namespace tern::fd

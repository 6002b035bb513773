// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "fs/inotify_watch.h"
#include "fs/aside.h"
#include "fs/name_map.h"
#include "nt/status.h"
#include "nt/sync.h"
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>

namespace tern::fs {

namespace {

uint32_t g_cookie; // of renames; shared by all instances of the process

nt::Status completion(const nt::IoStatus &io) { return {__atomic_load_n(&io.status, __ATOMIC_ACQUIRE)}; }

uint32_t notices_of(StreamOf of) {
  switch (of) {
  case StreamOf::Files: return nt::kFileNames | nt::kSize | nt::kLastWrite;
  case StreamOf::Directories: return nt::kDirectoryNames;
  case StreamOf::Self: return nt::kFileNames | nt::kDirectoryNames | nt::kSize | nt::kLastWrite;
  default: return nt::kAttributes | nt::kSecurityChange;
  }
}

Result<nt::Handle> open_directory(nt::Name name, nt::RawHandle root = nullptr) {
  nt::Handle h;
  nt::Status s = nt::open_file(h, {.name = name, .access = nt::kReadData, .options = nt::kMustBeDirectory | nt::kBackupIntent | nt::kOverlapped, .root = root});
  if (!s.ok()) return nt::errno_of(s);
  return h;
}

} // namespace

void Stream::ask(nt::RawHandle event) {
  nt::Status s = nt::watch_directory(directory, event, io, buffer, kSize, notices);
  thread = nt::current_thread_id();
  pending = s.ok(); // also when it completed at once: the block tells
  if (!s.ok()) broken = true;
}

void Stream::end(nt::RawHandle event) {
  if (pending && completion(io) == nt::kPending && nt::cancel_watch(directory, io)) {
    int64_t pause = -100000;
    while (completion(io) == nt::kPending) nt::wait(&event, 1, &pause); // other calls share the event
  }
  pending = false;
}

Result<> Watch::add_stream(StreamOf of, const Path &p, uint32_t notices) {
  nt::Handle h;
  if (of == StreamOf::Self || of == StreamOf::SelfAttributes) {
    Path parent;
    size_t n = static_cast<size_t>(p.base() - p.posix);
    TRY(translate_canonical(p.posix, n > 1 ? n - 1 : 1, parent));
    h = TRY(open_directory(parent.name()));
  } else {
    h = TRY(open_directory(p.name()));
  }
  auto *memory = malloc(sizeof(Stream));
  if (!memory) return Errno(ENOMEM);
  auto *s = new (memory) Stream;
  s->of = of, s->notices = notices, s->directory = h.release();
  for (auto &place : streams)
    if (!place) return place = s, success();
  return success();
}

Result<Watch *> Watch::make(const Path &p, bool is_directory, uint32_t mask) {
  auto *memory = malloc(sizeof(Watch) + p.length + 1);
  if (!memory) return Errno(ENOMEM);
  auto *w = new (memory) Watch;
  w->mask = mask;
  w->is_directory = is_directory;
  w->path_length = p.length;
  memcpy(w->path, p.posix, p.length + 1);
  size_t n = p.native_length;
  while (n && p.native[n - 1] != '\\') n--;
  w->name_length = p.native_length - n < 260 ? p.native_length - n : 0;
  memcpy(w->name, p.native + n, w->name_length * 2);
  auto add = [&](bool wanted, StreamOf of) { return wanted ? w->add_stream(of, p, notices_of(of)) : success(); };
  auto all = [&]() -> Result<> {
    bool attributes = mask & IN_ATTRIB;
    if (is_directory) {
      TRY(add(mask & (IN_MODIFY | IN_MOVE | IN_CREATE | IN_DELETE), StreamOf::Files));
      TRY(add(mask & (IN_MOVE | IN_CREATE | IN_DELETE), StreamOf::Directories));
      TRY(add(attributes, StreamOf::Attributes));
    }
    bool self = !is_directory || (mask & (IN_DELETE_SELF | IN_MOVE_SELF));
    if (p.is_root()) return success(); // it has no name that could change
    auto r = add(self, StreamOf::Self);
    if (!r.ok() && !is_directory) return r; // a directory's parent may be closed to us
    if (!is_directory) TRY(add(attributes, StreamOf::SelfAttributes));
    return success();
  }();
  if (!all.ok()) {
    w->destroy(nullptr);
    return all.error();
  }
  return w;
}

// The copied handles are those of the parent's file objects, and what is told by them is told once.
Result<> Watch::reopen() {
  for (auto *s : streams) {
    if (!s) continue;
    s->pending = false;
    nt::Handle old(s->directory);
    s->directory = nullptr;
    auto own = open_directory({u"", 0}, old.get());
    if (!own.ok()) return s->broken = true, own.error();
    s->directory = own.take().release();
  }
  return success();
}

void Watch::destroy(nt::RawHandle event) {
  for (auto *s : streams) {
    if (!s) continue;
    s->end(event);
    nt::close_handle(s->directory);
    free(s);
  }
  free(this);
}

void Watch::collect(EventQueue &q, nt::RawHandle event) {
  for (auto *s : streams) {
    if (!s) continue;
    while (!gone && !s->broken) {
      if (!s->pending) s->ask(event);
      if (s->broken) break;
      nt::Status done = completion(s->io);
      if (done == nt::kPending) {
        if (s->thread == nt::current_thread_id()) break;
        s->end(event); // asked by another thread, which may end
        if (completion(s->io) == nt::kPending || completion(s->io) == 0xc0000120u) continue;
        done = completion(s->io);
      }
      s->pending = false;
      if (done == 0xc0000120u || done == 0xc000004bu) continue; // cancelled; its thread has ended
      if (done == 0x10cu || (done.ok() && !s->io.information)) q.put_overflow();
      else if (done.ok() && done.value != 0x10b) {
        changed(*s, q, s->io.information);
        if (s->held_length && !gone) await_second_half(*s, q, event);
      }
      else s->broken = true; // the directory is being deleted
    }
    if (s->broken && s->of <= StreamOf::Directories && !gone) { // its own end
      gone = true;
      tell_self(q, IN_DELETE_SELF);
    }
  }
}

// Wine may tell the halves of a rename one by one. What the first means depends on the second, if there is one.
void Watch::await_second_half(Stream &s, EventQueue &q, nt::RawHandle event) {
  s.ask(event);
  int64_t pause = -10000; // 1 ms
  for (unsigned i = 0; i < 10 && !s.broken && completion(s.io) == nt::kPending; i++) nt::wait(nullptr, 0, &pause);
  if (s.broken || completion(s.io) == nt::kPending) changed(s, q, 0, true);
}

void Watch::changed(Stream &s, EventQueue &q, size_t size, bool alone) {
  if (size > Stream::kSize) size = Stream::kSize;
  size_t at = 0;
  nt::Change c, next;
  char16_t first[260];
  bool more = s.held_length;
  if (more) {
    memcpy(first, s.held, s.held_length * 2);
    c = {nt::Action::RenamedFrom, {first, s.held_length}};
    s.held_length = 0;
  } else {
    more = nt::next_change(s.buffer, size, at, c);
  }
  while (more && !gone) {
    more = nt::next_change(s.buffer, size, at, next);
    if (!more && !alone && c.action == nt::Action::RenamedFrom && c.name.length < 260) {
      memcpy(s.held, c.name.text, c.name.length * 2);
      s.held_length = c.name.length;
      return;
    }
    if (s.of >= StreamOf::Self) self_changed(s, q, c, more ? &next : nullptr);
    else child_changed(s, q, c, more ? &next : nullptr);
    c = next;
  }
}

bool Watch::child_is_directory(nt::Name n) const {
  char full[kPathMax];
  size_t k = path_length == 1 ? 0 : path_length;
  memcpy(full, path, k);
  full[k++] = '/';
  size_t m = to_posix(n.text, n.length, full + k, kPathMax - k);
  Path p;
  uint32_t attributes;
  return m != SIZE_MAX && translate_canonical(full, k + m, p).ok() && nt::query_attributes(p.name(), attributes).ok() &&
         (attributes & nt::kDirectoryAttribute);
}

bool Watch::is_own_name(nt::Name n) const {
  if (n.length != name_length) return false;
  auto lower = [](char16_t c) { return c >= 'A' && c <= 'Z' ? static_cast<char16_t>(c + 32) : c; };
  for (size_t i = 0; i < n.length; i++)
    if (lower(n.text[i]) != lower(name[i])) return false;
  return true;
}

void Watch::tell(EventQueue &q, uint32_t event, uint32_t cookie, nt::Name n) {
  if (!(event & mask) || gone) return;
  char text[kPathMax];
  size_t k = to_posix(n.text, n.length, text, sizeof text - 1);
  if (k == SIZE_MAX) return;
  text[k] = 0;
  q.put(number, event, cookie, text, k);
  if (mask & IN_ONESHOT) gone = true;
}

void Watch::tell_self(EventQueue &q, uint32_t event) {
  if (event & mask) {
    q.put(number, (event & mask) | (is_directory && !(event & (IN_DELETE_SELF | IN_MOVE_SELF)) ? IN_ISDIR : 0));
    if (mask & IN_ONESHOT) gone = true;
  }
}

void Watch::child_changed(Stream &s, EventQueue &q, const nt::Change &c, const nt::Change *following) {
  uint32_t directory = s.of == StreamOf::Directories ? IN_ISDIR : 0;
  bool aside = is_aside_name(c.name);
  switch (c.action) {
  case nt::Action::Added:
    if (!aside) tell(q, IN_CREATE | directory, 0, c.name);
    break;
  case nt::Action::Removed:
    if (!aside) tell(q, IN_DELETE | directory, 0, c.name);
    break;
  case nt::Action::RenamedFrom:
    if (aside) break;
    if (following && following->action == nt::Action::RenamedTo && is_aside_name(following->name)) { // how we remove what is open
      tell(q, IN_DELETE | directory, 0, c.name);
      break;
    }
    s.cookie = ++g_cookie;
    tell(q, IN_MOVED_FROM | directory, s.cookie, c.name);
    break;
  case nt::Action::RenamedTo:
    if (!s.cookie) s.cookie = ++g_cookie; // from another directory
    if (!aside) tell(q, IN_MOVED_TO | directory, s.cookie, c.name);
    s.cookie = 0;
    break;
  default:
    if (aside) break;
    if (s.of == StreamOf::Attributes) tell(q, IN_ATTRIB | (child_is_directory(c.name) ? IN_ISDIR : 0u), 0, c.name);
    else if (!child_is_directory(c.name)) tell(q, IN_MODIFY, 0, c.name); // a directory's own change is its entries'
  }
}

void Watch::self_changed(Stream &s, EventQueue &q, const nt::Change &c, const nt::Change *following) {
  bool own = is_own_name(c.name);
  switch (c.action) {
  case nt::Action::Added: break;
  case nt::Action::Removed:
    if (!own) break;
    if (!is_directory) tell_self(q, IN_ATTRIB); // its number of links
    tell_self(q, IN_DELETE_SELF);
    gone = true;
    break;
  case nt::Action::RenamedFrom:
    if (!own) break;
    if (following && following->action == nt::Action::RenamedTo && following->name.length < 260 && !is_aside_name(following->name)) {
      tell_self(q, IN_MOVE_SELF);
      name_length = following->name.length;
      memcpy(name, following->name.text, name_length * 2);
    } else { // out of the directory, or out of the way
      bool removed = following && following->action == nt::Action::RenamedTo;
      if (removed && !is_directory) tell_self(q, IN_ATTRIB);
      tell_self(q, removed ? IN_DELETE_SELF : IN_MOVE_SELF);
      gone = true;
    }
    break;
  case nt::Action::RenamedTo: break; // dealt with at the first half
  default:
    if (!own || is_directory) break;
    tell_self(q, s.of == StreamOf::SelfAttributes ? IN_ATTRIB : IN_MODIFY);
  }
}

} // namespace tern::fs

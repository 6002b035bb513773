// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// One watch: the directory objects whose changes tell about it.
#pragma once
#include "fs/inotify_queue.h"
#include "fs/path.h"
#include "nt/watch.h"

namespace tern::fs {

// What a stream's changes mean for its watch.
enum class StreamOf : uint8_t { Files, Directories, Attributes, Self, SelfAttributes };

struct Stream {
  static constexpr uint32_t kSize = 8192;
  StreamOf of;
  bool pending = false, broken = false;
  uint32_t notices;
  uint32_t thread = 0; // that asked: its end would end the call
  nt::RawHandle directory = nullptr;
  nt::IoStatus io{};
  uint32_t cookie = 0; // of a rename whose second half has not come yet
  size_t held_length = 0; // the first half, while the second may be just behind
  char16_t held[260];
  alignas(8) unsigned char buffer[kSize];

  void ask(nt::RawHandle event);
  void end(nt::RawHandle event); // nothing is pending afterwards
};

struct Watch {
  int number;
  uint32_t mask;
  bool is_directory, gone = false;
  uint64_t device, inode;
  Stream *streams[4] = {};
  Watch *next = nullptr;
  size_t name_length = 0; // own name, native: what the parent's changes say
  char16_t name[260];
  size_t path_length;
  char path[];            // canonical

  // Errors: those of the path, ENOMEM.
  static Result<Watch *> make(const Path &, bool is_directory, uint32_t mask);
  Result<> reopen(); // forked child: file objects of its own
  void destroy(nt::RawHandle event);
  // Takes what has come and asks again. `event` is set when more has come.
  void collect(EventQueue &, nt::RawHandle event);

private:
  Result<> add_stream(StreamOf, const Path &, uint32_t notices);
  void changed(Stream &, EventQueue &, size_t size, bool alone = false);
  void await_second_half(Stream &, EventQueue &, nt::RawHandle event);
  void child_changed(Stream &, EventQueue &, const nt::Change &, const nt::Change *following);
  void self_changed(Stream &, EventQueue &, const nt::Change &, const nt::Change *following);
  void tell(EventQueue &, uint32_t mask, uint32_t cookie, nt::Name);
  void tell_self(EventQueue &, uint32_t mask);
  bool child_is_directory(nt::Name) const;
  bool is_own_name(nt::Name) const;
};

} // namespace tern::fs

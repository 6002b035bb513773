// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The files that this process's images were loaded from, open since then: what a fork compares with the disk, and takes
// links or copies of (docs/how/fork-protection.md). Empty while the protection is off.
#pragma once
#include "fd/description.h"
#include "nt/handle.h"
#include <stddef.h>
#include <stdint.h>

namespace tern::process {

struct ImageFile {
  void *base;
  nt::RawHandle file;   // open since the load; null: it could not be opened, and is taken to be unchanged
  uint64_t volume, id;
  int64_t size, write, change;
  bool at_start;        // loaded with the program
  char16_t *path;       // Win32: where it was loaded from
  char16_t *link;       // Win32: its link or copy in the protection's folder; null: none was needed yet
};

// At program start, before constructors: opens the files of what is loaded.
void image_files_start();
// Takes in what was loaded since, and drops what is gone. Not inside DllMain.
void image_files_update();
// From a DLL's attach and detach routine, under the loader's lock: never waits.
void image_file_loaded(void *base);
void image_file_unloaded(const void *base);

// The program's own path of an image (not that of a link): length, 0 on failure.
size_t original_image_path(const void *base, char16_t *out, size_t capacity);
// Where a forked child loads an image from: a link when this fork needs them.
size_t launch_image_path(const void *base, char16_t *out, size_t capacity);

// For the protection, under the lock.
unsigned image_file_count();
ImageFile &image_file_at(unsigned);
bool is_current(ImageFile &); // the file on disk is still the one that was loaded

// An NT path of a Win32 one; its length, 0: too long.
size_t nt_path_of(const char16_t *win32, char16_t *out, size_t capacity);

void image_files_lock();
void image_files_unlock();
void image_files_rebuild(); // forked child
void visit_image_files(fd::HandleVisitor &);

} // namespace tern::process

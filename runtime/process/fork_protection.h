// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Forking a program whose files were replaced on disk: the child starts from hard links to, or copies of, what this process
// was started from, in /var/run/ternfork/<SID>/ (docs/how/fork-protection.md).
#pragma once
#include "fd/description.h"
#include "nt/file.h"
#include "nt/handle.h"

namespace tern::process {

// What __tern_fork_protection() returns, and `tern doctor` tells.
enum class Protection : int {
  NoFolder = 0,  // /var/run/ternfork does not exist
  NotNtfs = 1,   // it lies on another file system
  Untrusted = 2, // it belongs to somebody who could change our files below it
  On = 3,
  Forced = 4,    // .needed is there: every fork uses links
};

// At program start: is there a folder that can be used? Costs one query by name where there is none.
bool protection_start();
bool protection_is_on();
Protection protection_state(); // as it is on disk now

// Right before a child is made: compares what is loaded with the disk, and makes links where they differ or are forced.
// From then until the next call protection_launches_links() says whether the child starts from links.
void protection_prepare();
bool protection_launches_links();

// At exit: what no other process uses is removed.
void protection_leave();
void visit_protection(fd::HandleVisitor &);

// fork_links.cc. One process at a time works on a folder: whoever holds its mutex, which lives as long as any process
// that uses the folder.
constexpr size_t kLinkPath = 1100;
struct LinkFolder {
  char16_t path[kLinkPath]; // Win32
  size_t length;
  const char16_t *name;     // its last component
};
nt::Handle folder_mutex(const char16_t *name, bool &existed); // not yet taken
bool take_mutex(nt::RawHandle, int64_t timeout);
bool make_links(const LinkFolder &);
bool remove_folder(const char16_t *path, size_t length);      // with what is in it, two levels deep
void sweep_folders(const char16_t *user_folder, size_t length);

} // namespace tern::process

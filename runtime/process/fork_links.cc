// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The links of one program in its folder: the program and what it was started with flat in it, so that NT finds them beside
// the program; each library of dlopen in a folder of its own below.
#include "core/trace.h"
#include "nt/directory.h"
#include "nt/memory.h"
#include "nt/sync.h"
#include "nt/token.h"
#include "process/fork_protection.h"
#include "process/image_files.h"
#include <stdlib.h>
#include <string.h>

namespace tern::process {
namespace {

nt::Status open_directory(nt::Handle &h, const char16_t *native, size_t n, uint32_t access, nt::Disposition d = nt::Disposition::Open) {
  return nt::open_file(h, {.name = {native, n}, .access = access | nt::kReadAttributes | nt::kSynchronize, .disposition = d,
                           .options = nt::kMustBeDirectory});
}

bool make_directory(const char16_t *win32) {
  char16_t native[kLinkPath + 8];
  size_t n = nt_path_of(win32, native, kLinkPath + 8);
  nt::Handle h;
  return n && open_directory(h, native, n, 0, nt::Disposition::OpenIf).ok();
}

// Removes a file or an empty directory.
bool remove_name(const char16_t *native, size_t n, bool directory) {
  nt::Handle h;
  if (!nt::open_file_once(h, {.name = {native, n}, .access = nt::kDelete | nt::kSynchronize | nt::kWriteAttributes,
                              .options = directory ? nt::kMustBeDirectory : nt::kNotDirectory}).ok())
    return false;
  nt::Status s = nt::delete_posix(h.get());
  return s.ok() || nt::delete_classic(h.get()).ok();
}

// A link is the very file; a copy has its size and write time (and its last name only when it is whole).
bool is_made(const char16_t *native, size_t n, const ImageFile &f) {
  nt::Handle h;
  nt::FileFacts facts;
  if (!nt::open_file(h, {.name = {native, n}, .access = nt::kReadAttributes | nt::kSynchronize, .options = nt::kNotDirectory}).ok() ||
      !nt::query_facts(h.get(), facts).ok())
    return false;
  return facts.size == f.size && facts.write == f.write;
}

bool is_same(const char16_t *native, size_t n, const ImageFile &f) {
  nt::Handle h;
  nt::FileFacts facts;
  return nt::open_file(h, {.name = {native, n}, .access = nt::kReadAttributes | nt::kSynchronize, .options = nt::kNotDirectory}).ok() &&
         nt::query_facts(h.get(), facts).ok() && facts.id == f.id && nt::volume_serial(h.get()) == f.volume;
}

// Through the file that is held open, wherever its name is now. Wine links what has the name that it was opened by, which may be
// the new file: then it is no use.
bool link_file(const ImageFile &f, const char16_t *native, size_t n) {
  if (const char *fault = getenv("TERN_FORK_FAULT"); fault && !strcmp(fault, "link")) return false;
  char16_t name[kLinkPath];
  size_t length = 0;
  if (nt::query_full_name(f.file, name, kLinkPath, length).ok() && !is_same(name, length, f)) return false;
  nt::Handle again;
  nt::RawHandle from = f.file;
  if (nt::open_file_once(again, {.name = {u"", 0}, .access = nt::kWriteAttributes | nt::kSynchronize, .root = f.file}).ok()) from = again.get();
  if (!nt::make_link(from, {native, n}, false).ok()) return false;
  if (is_same(native, n, f)) return true;
  remove_name(native, n, false);
  return false;
}

bool copy_content(const ImageFile &f, nt::RawHandle to) {
  constexpr size_t kPiece = 1 << 20;
  uintptr_t buffer = 0;
  if (!nt::reserve_commit(buffer, kPiece, nt::Protect::ReadWrite).ok()) return false;
  auto *bytes = reinterpret_cast<char *>(buffer);
  bool ok = true;
  for (int64_t at = 0; ok && at < f.size;) {
    size_t got = 0, done = 0;
    ok = nt::read_file(f.file, bytes, kPiece, &at, got).ok() && got &&
         nt::write_file(to, bytes, static_cast<uint32_t>(got), &at, done).ok() && done == got;
    at += static_cast<int64_t>(got);
  }
  nt::release(buffer);
  return ok && nt::set_times(to, {.write = f.write}).ok();
}

bool copy_file(const ImageFile &f, const char16_t *native, size_t n) {
  char16_t part[kLinkPath + 16];
  memcpy(part, native, n * 2);
  memcpy(part + n, u".part", 12);
  nt::Handle h;
  if (!nt::open_file(h, {.name = {part, n + 5}, .access = nt::kFileRead | nt::kFileWrite | nt::kDelete | nt::kSynchronize,
                         .disposition = nt::Disposition::OverwriteIf, .options = nt::kNotDirectory}).ok())
    return false;
  return copy_content(f, h.get()) && nt::rename_classic(h.get(), {native, n}, true).ok();
}

const char16_t *base_name(const char16_t *path) {
  const char16_t *base = path;
  for (; *path; ++path)
    if (*path == '\\' || *path == '/') base = path + 1;
  return base;
}

// Win32 path of an image's link. What was loaded at run time has a folder named after the file's identity.
bool link_path(const LinkFolder &folder, const ImageFile &f, char16_t *out) {
  memcpy(out, folder.path, folder.length * 2);
  size_t n = folder.length;
  out[n++] = '\\';
  if (!f.at_start) {
    uint64_t id = (f.id * 31 + f.volume) * 31 + static_cast<uint64_t>(f.write) * 7 + static_cast<uint64_t>(f.size);
    for (int shift = 60; shift >= 0; shift -= 4) out[n++] = u"0123456789abcdef"[id >> shift & 15];
    out[n] = 0;
    if (!make_directory(out)) return false;
    out[n++] = '\\';
  }
  const char16_t *base = base_name(f.path);
  size_t length = 0;
  while (base[length]) ++length;
  if (n + length + 1 > kLinkPath) return false;
  memcpy(out + n, base, (length + 1) * 2);
  return true;
}

// Made by an earlier fork, or for a parent, and still there: our handle of the mutex keeps others from taking it away.
bool has_link(const ImageFile &f) {
  if (!f.link) return false;
  char16_t native[kLinkPath + 8];
  size_t n = nt_path_of(f.link, native, kLinkPath + 8);
  nt::FileFacts facts;
  return n && nt::query_facts_by_name({native, n}, facts).ok() && facts.size == f.size && facts.write == f.write;
}

bool make_link_of(const LinkFolder &folder, ImageFile &f) {
  if (!f.file) return false;
  char16_t path[kLinkPath], native[kLinkPath + 8];
  if (!link_path(folder, f, path)) return false;
  size_t n = nt_path_of(path, native, kLinkPath + 8);
  if (!n) return false;
  if (!is_made(native, n, f)) {
    remove_name(native, n, false); // of another process that died on the way
    if (!link_file(f, native, n) && !copy_file(f, native, n)) {
      TERN_TRACE_LINE("fork: neither link nor copy for 0x%lx", reinterpret_cast<unsigned long>(f.base));
      return false;
    }
    TERN_TRACE_LINE("fork: %s for 0x%lx", is_same(native, n, f) ? "link" : "copy", reinterpret_cast<unsigned long>(f.base));
  }
  size_t length = 0;
  while (path[length]) ++length;
  free(f.link);
  f.link = static_cast<char16_t *>(malloc((length + 1) * 2));
  if (f.link) memcpy(f.link, path, (length + 1) * 2);
  return f.link;
}

template <class F> void each_entry(const char16_t *native, size_t n, F f) {
  nt::Handle h;
  if (!open_directory(h, native, n, nt::kReadData).ok()) return;
  auto *chunk = static_cast<nt::DirectoryChunk *>(calloc(1, sizeof(nt::DirectoryChunk)));
  if (!chunk) return;
  for (bool first = true; chunk->next(h.get(), first).ok(); first = false) {
    nt::DirectoryEntry e;
    while (chunk->entry(e)) {
      bool dots = e.name.length <= 2 && e.name.text[0] == '.' && (e.name.length == 1 || e.name.text[1] == '.');
      if (dots || n + 1 + e.name.length > kLinkPath) continue;
      char16_t path[kLinkPath + 8];
      memcpy(path, native, n * 2);
      path[n] = '\\';
      memcpy(path + n + 1, e.name.text, e.name.length * 2);
      f(path, n + 1 + e.name.length, (e.attributes & nt::kDirectoryAttribute) != 0);
    }
  }
  free(chunk);
}

} // namespace

// In the directory of all sessions: the folders are shared by them.
nt::Handle folder_mutex(const char16_t *name, bool &existed) {
  nt::Sid user;
  nt::OwnerOnly security;
  char sid[200];
  nt::Handle h;
  if (!nt::current_user(user).ok() || !nt::make_owner_only(user, security) || !nt::sid_text(user, sid, sizeof sid)) return h;
  char16_t text[400];
  size_t n = 0;
  for (const char *p = "ternfork-"; *p; ++p) text[n++] = static_cast<char16_t>(*p);
  for (const char *p = sid; *p; ++p) text[n++] = static_cast<char16_t>(*p);
  text[n++] = '-';
  while (*name && n < 399) text[n++] = *name++;
  text[n] = 0;
  nt::Handle made;
  if (!nt::create_mutex(made, text, nt::global_objects(), security.get(), existed).ok()) return h;
  nt::Sid owner;
  if (existed && (!nt::object_owner(made.get(), owner) || !(owner == user))) return h; // somebody else's
  return made;
}

bool take_mutex(nt::RawHandle h, int64_t timeout) {
  nt::Status s = nt::wait(&h, 1, &timeout);
  return s == 0u || s == 0x80u; // abandoned: its owner died; what it made is looked at anyway
}

// All or nothing: a child that found some of its files here and others elsewhere would mix versions.
bool make_links(const LinkFolder &folder) {
  bool all = true;
  for (unsigned i = 0; all && i < image_file_count(); ++i) all = has_link(image_file_at(i));
  if (all) return true;
  bool existed;
  nt::Handle mutex = folder_mutex(folder.name, existed);
  if (!mutex || !take_mutex(mutex.get(), -100000000)) { // 10 s
    TERN_TRACE_LINE("fork: the mutex of the links' folder cannot be had");
    return false;
  }
  bool ok = make_directory(folder.path);
  for (unsigned i = 0; ok && i < image_file_count(); ++i) ok = make_link_of(folder, image_file_at(i));
  nt::release_mutex(mutex.get());
  return ok;
}

bool remove_folder(const char16_t *win32, size_t) {
  char16_t native[kLinkPath + 8];
  size_t n = nt_path_of(win32, native, kLinkPath + 8);
  each_entry(native, n, [](const char16_t *path, size_t length, bool directory) {
    if (directory) each_entry(path, length, [](const char16_t *p, size_t l, bool d) { remove_name(p, l, d); });
    remove_name(path, length, directory);
  });
  return remove_name(native, n, true);
}

// Folders whose mutex nobody has: their processes are gone, also by a power failure.
void sweep_folders(const char16_t *win32, size_t length) {
  char16_t user[kLinkPath], native[kLinkPath + 8];
  memcpy(user, win32, length * 2);
  user[length] = 0;
  size_t n = nt_path_of(user, native, kLinkPath + 8);
  each_entry(native, n, [&](const char16_t *path, size_t end, bool directory) {
    if (!directory) return;
    char16_t name[300], folder[kLinkPath];
    size_t k = end - n - 1;
    if (k >= 300 || length + 1 + k >= kLinkPath) return;
    memcpy(name, path + n + 1, k * 2);
    name[k] = 0;
    bool existed;
    nt::Handle mutex = folder_mutex(name, existed);
    if (!mutex || existed || !take_mutex(mutex.get(), 0)) return;
    memcpy(folder, user, length * 2);
    folder[length] = '\\';
    memcpy(folder + length + 1, name, (k + 1) * 2);
    remove_folder(folder, length + 1 + k);
    nt::release_mutex(mutex.get());
  });
}

} // namespace tern::process

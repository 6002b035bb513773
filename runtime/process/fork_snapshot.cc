// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Phase "snapshot": what a child must have, as rows, and then as one section. While the other threads are stopped there
// is no allocation, no lock and no loader here.
#include "memory/arenas.h"
#include "memory/mapping.h"
#include "memory/registry.h"
#include "nt/image.h"
#include "nt/loader.h"
#include "nt/memory.h"
#include "nt/status.h"
#include "process/fork.h"
#include "process/image_files.h"
#include <string.h>
#include <sys/mman.h>

namespace tern::process {
namespace {

using memory::kPage;

constexpr unsigned kImages = 600, kRanges = 4096, kCommits = 16384, kCopies = 65536;
constexpr size_t kStreamFrom = 256 << 10; // larger pieces do not go into the section
constexpr size_t kPathBytes = 600 * 1040;

bool is_zero_page(uintptr_t at) {
  auto *p = reinterpret_cast<const uint64_t *>(at);
  for (size_t i = 0; i < kPage / 8; i += 8)
    if (p[i] | p[i + 1] | p[i + 2] | p[i + 3] | p[i + 4] | p[i + 5] | p[i + 6] | p[i + 7]) return false;
  return true;
}

constexpr uint64_t aligned(uint64_t n) { return (n + 15) & ~uint64_t{15}; }

} // namespace

Result<> ForkSnapshot::prepare() {
  size_t size = kImages * sizeof(ForkImage) + kRanges * sizeof(ForkRange) + kCommits * sizeof(ForkCommit) +
                kCopies * sizeof(ForkCopy) + kPathBytes;
  if (auto s = nt::reserve_commit(memory_, size, nt::Protect::ReadWrite); !s.ok()) return nt::errno_of(s);
  images_ = reinterpret_cast<ForkImage *>(memory_);
  ranges_ = reinterpret_cast<ForkRange *>(images_ + kImages);
  commits_ = reinterpret_cast<ForkCommit *>(ranges_ + kRanges);
  copies_ = reinterpret_cast<ForkCopy *>(commits_ + kCommits);
  paths_ = reinterpret_cast<char *>(copies_ + kCopies);
  add_images(); // told by the loader, which needs its lock: before the threads are stopped
  if (overflow_) return Errno(EAGAIN);
  return success();
}

ForkSnapshot::~ForkSnapshot() {
  if (memory_) nt::release(memory_);
}

void ForkSnapshot::add_image(void *base, ImageOrigin origin) {
  if (image_count_ == kImages) {
    overflow_ = true;
    return;
  }
  ForkImage &row = images_[image_count_++];
  row = {reinterpret_cast<uintptr_t>(base), nt::image_size(base), nt::image_fingerprint(base, origin < ImageOrigin::Native), origin,
         path_bytes_};
  char16_t path[1024];
  size_t n = launch_image_path(base, path, 1023);
  path[n] = 0;
  if (path_bytes_ + (n + 1) * 2 > kPathBytes) {
    overflow_ = true;
    return;
  }
  memcpy(paths_ + path_bytes_, path, (n + 1) * 2);
  path_bytes_ += aligned((n + 1) * 2);
}

const ForkImage *ForkSnapshot::image_containing(uint64_t at) const {
  for (unsigned i = 0; i < image_count_; ++i)
    if (at >= images_[i].base && at < images_[i].base + images_[i].size) return &images_[i];
  return nullptr;
}

// `skip_zero_pages`: the child has zeros there anyway.
void ForkSnapshot::add_copy(uintptr_t at, size_t size, bool skip_zero_pages) {
  uintptr_t end = at + size;
  while (at < end) {
    uintptr_t page_end = memory::round_down(at, kPage) + kPage;
    uintptr_t run = at;
    if (skip_zero_pages) {
      while (run < end && is_zero_page(memory::round_down(run, kPage))) run = page_end, page_end += kPage;
      at = run;
      while (run < end && !is_zero_page(memory::round_down(run, kPage))) run = page_end, page_end += kPage;
      if (run > end) run = end;
    } else {
      run = end;
    }
    if (at >= end || run <= at) return;
    if (copy_count_ == kCopies) {
      overflow_ = true;
      return;
    }
    copies_[copy_count_++] = {at, run - at, 0};
    at = run;
  }
}

// The committed parts of one reservation; content from `from` on (below lies a stack's dead part).
void ForkSnapshot::add_committed(uintptr_t base, size_t size, uintptr_t from) {
  for (uintptr_t at = base, end = base + size; at < end;) {
    nt::Region r;
    if (!nt::query(at, r).ok()) return;
    uintptr_t stop = r.base + r.size < end ? r.base + r.size : end;
    if (r.state == nt::kCommit) {
      bool guard = r.protect & 0x100, readable = !guard && r.protect != 1;
      if (commit_count_ == kCommits) {
        overflow_ = true;
        return;
      }
      commits_[commit_count_++] = {at, stop - at, guard, 0};
      if (readable && stop > from) add_copy(at > from ? at : from, stop - (at > from ? at : from), true);
    }
    at = stop;
  }
}

// Content that the program has put behind PROT_NONE. The pages are readable while the other threads are stopped; their
// protection comes back at the end of write().
void ForkSnapshot::add_hidden(uintptr_t base, size_t size, bool commit) {
  for (uintptr_t at = base, end = base + size; at < end;) {
    nt::Region r;
    if (!nt::query(at, r).ok()) return;
    uintptr_t stop = r.base + r.size < end ? r.base + r.size : end;
    if (r.state == nt::kCommit) {
      if (commit_count_ == kCommits) {
        overflow_ = true;
        return;
      }
      if (commit) commits_[commit_count_++] = {at, stop - at, 0, 0};
      if (nt::protect(at, stop - at, nt::Protect::Read).ok()) add_copy(at, stop - at, commit);
    }
    at = stop;
  }
}

// What gather() made readable has no access again, whether or not it was written.
void ForkSnapshot::hide_again() {
  for (unsigned i = 0; hidden_ && i < memory::piece_count(); ++i) {
    const memory::Piece &p = memory::piece_at(i);
    if (p.hole || (p.protection & (PROT_READ | PROT_WRITE))) continue;
    if (p.kind == memory::PieceKind::Private || p.kind == memory::PieceKind::FilePrivate) memory::protect_committed(p);
  }
}

Result<> ForkSnapshot::gather(Thread *forking, uintptr_t stack_pointer) {
  for (unsigned i = 0; i < image_count_; ++i) {
    if (images_[i].origin >= ImageOrigin::Native) continue; // their state is their own: as after a fresh load
    auto *image = reinterpret_cast<void *>(images_[i].base);
    nt::ImageSection s;
    for (unsigned k = 0; nt::image_section(image, k, s); ++k) {
      if (!s.writable || !strcmp(s.name, ".nofork") || !strcmp(s.name, ".idata")) continue;
      size_t raw = memory::round_up(s.raw_size, kPage), size = memory::round_up(s.size, kPage);
      if (raw > size) raw = size;
      if (raw) add_copy(s.base, raw, false);
      if (size > raw) add_copy(s.base + raw, size - raw, true);
    }
  }
  image_copies_ = copy_count_;
  memory::for_each_range([&](const memory::Range &r) {
    if (range_count_ == kRanges) {
      overflow_ = true;
      return;
    }
    ranges_[range_count_++] = {r.base, r.size};
    if (r.kind == memory::RangeKind::Heap) add_committed(r.base, r.size, 0);
    if (r.kind == memory::RangeKind::Stack) {
      bool own = r.base == forking->stack.base;
      add_committed(r.base, r.size, own ? memory::round_down(stack_pointer, 16) : 0);
    }
  });
  auto is_large = [](const memory::Piece &p) { return p.kind == memory::PieceKind::Private && p.size >= kStreamFrom; };
  for (unsigned i = 0; i < memory::piece_count(); ++i) {
    const memory::Piece &p = memory::piece_at(i);
    if (!p.hole && is_large(p) && (p.protection & (PROT_READ | PROT_WRITE))) add_committed(p.base, p.size, 0);
  }
  early_ = copy_count_;
  for (unsigned i = 0; i < memory::piece_count(); ++i) {
    const memory::Piece &p = memory::piece_at(i);
    bool content = p.kind == memory::PieceKind::Private || p.kind == memory::PieceKind::FilePrivate;
    if (p.hole || !content || is_large(p)) continue;
    if (!(p.protection & (PROT_READ | PROT_WRITE))) continue;
    add_copy(p.base, p.size, p.kind == memory::PieceKind::Private);
  }
  hidden_ = copy_count_;
  for (unsigned i = 0; i < memory::piece_count(); ++i) {
    const memory::Piece &p = memory::piece_at(i);
    if (p.hole || (p.protection & (PROT_READ | PROT_WRITE))) continue;
    if (p.kind == memory::PieceKind::Private) add_hidden(p.base, p.size, true);
    if (p.kind == memory::PieceKind::FilePrivate) add_hidden(p.base, p.size, false);
  }
  if (overflow_) return Errno(EAGAIN);
  return success();
}

Result<> ForkSnapshot::write(nt::Handle &section, ForkHeader &h) {
  uint64_t images_at = aligned(sizeof h), ranges_at = images_at + aligned(image_count_ * sizeof(ForkImage));
  uint64_t commits_at = ranges_at + aligned(range_count_ * sizeof(ForkRange));
  uint64_t copies_at = commits_at + aligned(commit_count_ * sizeof(ForkCommit));
  uint64_t paths_at = copies_at + aligned(copy_count_ * sizeof(ForkCopy));
  for (unsigned i = 0; i < image_count_; ++i) images_[i].path += paths_at;
  uint64_t data_at = paths_at + aligned(path_bytes_);
  uint64_t total = data_at;
  for (unsigned i = 0; i < copy_count_; ++i) {
    bool streamed = copies_[i].size >= kStreamFrom && i >= image_copies_ && i < early_;
    if (streamed) h.streamed = 1;
    copies_[i].from = streamed ? kStreamed : total;
    if (!streamed) total += aligned(copies_[i].size);
  }
  if (auto s = nt::create_section(section, total, nt::Protect::ReadWrite); !s.ok()) return Errno(ENOMEM);
  uintptr_t at = 0;
  size_t size = 0;
  if (auto s = nt::map_section(section.get(), at, size, 0, nt::Protect::ReadWrite); !s.ok()) return Errno(ENOMEM);
  nt::View view(at);
  auto *to = static_cast<char *>(view.get());
  h.magic = ForkHeader::kMagic;
  h.total = total;
  h.images = image_count_, h.ranges = range_count_, h.commits = commit_count_;
  h.image_copies = image_copies_, h.early_copies = early_, h.late_copies = copy_count_ - early_;
  h.images_at = images_at, h.ranges_at = ranges_at, h.commits_at = commits_at, h.copies_at = copies_at;
  memcpy(to, &h, sizeof h);
  memcpy(to + images_at, images_, image_count_ * sizeof(ForkImage));
  memcpy(to + ranges_at, ranges_, range_count_ * sizeof(ForkRange));
  memcpy(to + commits_at, commits_, commit_count_ * sizeof(ForkCommit));
  memcpy(to + paths_at, paths_, path_bytes_);
  for (unsigned i = 0; i < copy_count_; ++i)
    if (copies_[i].from != kStreamed) memcpy(to + copies_[i].from, reinterpret_cast<void *>(copies_[i].to), copies_[i].size);
  memcpy(to + copies_at, copies_, copy_count_ * sizeof(ForkCopy));
  return success();
}

bool ForkSnapshot::stream(ForkStream &to) {
  for (unsigned i = image_copies_; i < early_; ++i)
    if (copies_[i].from == kStreamed && !to.put(reinterpret_cast<void *>(copies_[i].to), copies_[i].size)) return false;
  return to.finish();
}

// Where write() has run, offsets count from the payload's start; names are asked for before and after.
const char16_t *ForkSnapshot::path_of(const ForkImage &image) const {
  uint64_t first = images_[0].path; // of the runtime, at the beginning
  return reinterpret_cast<const char16_t *>(paths_ + (image.path - first));
}

// Dearer than the child's own reservations (a call into another process each), so only for a second attempt.
Result<> ForkSnapshot::reserve_in(nt::RawHandle child) {
  for (unsigned i = 0; i < range_count_; ++i) {
    uintptr_t at = ranges_[i].base;
    (void)nt::reserve(at, ranges_[i].size, child); // one that fails shows in the child, with its reason
  }
  return success();
}

} // namespace tern::process

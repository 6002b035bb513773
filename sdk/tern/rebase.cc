// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "tern/rebase.h"
#include "tern/system_dlls.h"
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <memory>

namespace tern {
namespace {

std::string file_name(const PeImage &image) {
  return lower_case(std::filesystem::path(image.path()).filename());
}

uint64_t slot_of(const std::string &name) {
  uint64_t hash = 0xcbf29ce484222325;
  for (unsigned char c : name) hash = (hash ^ c) * 0x100000001b3;
  return hash % ((kEndOfDllBases - kFirstDllBase) / kDllSlot);
}

bool overlap(const PeImage &image, uint64_t base, const PeImage &other) {
  return base < other.base() + other.size() && other.base() < base + image.size();
}

bool is_fixed(const PeImage &image) {
  return !image.can_move() || !image.is_dll() || file_name(image) == "tern1.dll";
}

bool find_free_base(const PeImage &image, const std::vector<PeImage *> &placed, uint64_t &base) {
  constexpr uint64_t kSlots = (kEndOfDllBases - kFirstDllBase) / kDllSlot;
  uint64_t first = slot_of(file_name(image));
  for (uint64_t i = 0; i < kSlots; ++i) {
    base = kFirstDllBase + (first + i) % kSlots * kDllSlot;
    bool free = base + image.size() <= kEndOfDllBases;
    for (const PeImage *other : placed) free = free && !overlap(image, base, *other);
    if (free) return true;
  }
  return false;
}

bool report_overlaps(const std::vector<PeImage *> &images) {
  bool good = true;
  for (size_t i = 0; i < images.size(); ++i) {
    printf("%s  %s  %s%s\n", hexadecimal(images[i]->base()).c_str(), hexadecimal(images[i]->size()).c_str(),
           images[i]->path().c_str(), images[i]->can_move() ? "" : "  (no relocations)");
    for (size_t k = 0; k < i; ++k)
      if ((images[i]->is_dll() || images[k]->is_dll()) &&
          overlap(*images[i], images[i]->base(), *images[k])) {
        printf("  overlaps %s\n", images[k]->path().c_str());
        good = false;
      }
  }
  return good;
}

} // namespace

std::string hexadecimal(uint64_t value) {
  char text[32];
  snprintf(text, sizeof text, "0x%llx", static_cast<unsigned long long>(value));
  return text;
}

bool separate_bases(const std::vector<PeImage *> &images, std::string &error) {
  std::vector<PeImage *> placed;
  // What cannot move takes its place before anything is moved out of the way.
  for (PeImage *image : images) {
    if (!is_fixed(*image)) continue;
    for (const PeImage *other : placed)
      // Programs are alone in their process; only a DLL can be in one with another image.
      if ((image->is_dll() || other->is_dll()) && overlap(*image, image->base(), *other)) {
        error = image->path() + ": its place " + hexadecimal(image->base()) + " overlaps " + other->path() +
                ", and neither can be moved";
        return false;
      }
    placed.push_back(image);
  }
  for (PeImage *image : images) {
    if (is_fixed(*image)) continue;
    uint64_t base = image->base();
    bool free = true;
    for (const PeImage *other : placed) free = free && !overlap(*image, base, *other);
    if (!free && !find_free_base(*image, placed, base)) {
      error = image->path() + ": no free place for an image of " + hexadecimal(image->size()) + " bytes";
      return false;
    }
    if (!image->rebase(base, error)) return false;
    placed.push_back(image);
  }
  return true;
}

int rebase_command(const std::vector<std::string> &files, const std::string &base, bool check) {
  std::string error;
  auto failed = [&] {
    fprintf(stderr, "tern rebase: %s\n", error.c_str());
    return 1;
  };
  std::vector<std::unique_ptr<PeImage>> owned;
  std::vector<PeImage *> images;
  std::vector<uint64_t> before;
  for (const std::string &file : files) {
    owned.push_back(PeImage::open(file, error));
    if (!owned.back()) return failed();
    images.push_back(owned.back().get());
    before.push_back(images.back()->base());
  }
  if (check) return report_overlaps(images) ? 0 : 1;
  if (base.empty()) {
    if (!separate_bases(images, error)) return failed();
  } else {
    char *end;
    uint64_t wanted = strtoull(base.c_str(), &end, 0);
    if (*end || !wanted) {
      error = "--base: '" + base + "' is not an address";
      return failed();
    }
    if (images.size() != 1) {
      error = "--base goes with one file";
      return failed();
    }
    if (!images[0]->rebase(wanted, error)) return failed();
  }
  for (size_t i = 0; i < images.size(); ++i) {
    if (images[i]->base() == before[i]) continue;
    if (images[i]->is_signed())
      fprintf(stderr, "tern rebase: warning: %s: its signature is no longer valid\n", files[i].c_str());
    if (!images[i]->write(files[i], error)) return failed();
    printf("%s: %s -> %s\n", files[i].c_str(), hexadecimal(before[i]).c_str(),
           hexadecimal(images[i]->base()).c_str());
  }
  return 0;
}

} // namespace tern

// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "tern/pe_image.h"
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <llvm/BinaryFormat/COFF.h>
#include <llvm/Object/COFF.h>
#include <llvm/Support/Endian.h>
#include <sys/stat.h>
#include <unistd.h>

namespace tern {
namespace {

using llvm::support::endian::read16le;
using llvm::support::endian::read32le;
using llvm::support::endian::read64le;
using llvm::support::endian::write64le;

bool read_whole(const std::string &path, std::vector<char> &data, unsigned &mode, std::string &error) {
  int fd = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  struct stat info;
  if (fd < 0 || fstat(fd, &info) != 0) {
    error = path + ": " + strerror(errno);
    if (fd >= 0) close(fd);
    return false;
  }
  mode = info.st_mode & 0777;
  bool good = S_ISREG(info.st_mode);
  if (good) {
    data.resize(info.st_size);
    size_t done = 0;
    for (ssize_t n; done < data.size() && (n = read(fd, data.data() + done, data.size() - done)) > 0;)
      done += n;
    good = done == data.size();
  }
  close(fd);
  if (!good) error = path + (S_ISREG(info.st_mode) ? ": cannot be read" : ": is not a file");
  return good;
}

} // namespace

std::unique_ptr<PeImage> PeImage::open(const std::string &path, std::string &error) {
  std::unique_ptr<PeImage> image(new PeImage);
  image->path_ = path;
  if (!read_whole(path, image->data_, image->mode_, error)) return nullptr;
  if (image->read_headers(error) && image->read_imports(error)) return image;
  error = path + ": " + error;
  return nullptr;
}

template <class T> const T *PeImage::header(uint64_t offset, std::string &error) const {
  if (offset <= data_.size() && sizeof(T) <= data_.size() - offset)
    return reinterpret_cast<const T *>(data_.data() + offset); // LLVM's types have no alignment
  error = "truncated PE file: its headers go beyond its end";
  return nullptr;
}

// LLVM's description of the format, but not its reader: COFFObjectFile trusts directories of a damaged file
// and crashes.
bool PeImage::read_headers(std::string &error) {
  using namespace llvm::object;
  if (data_.size() < 2 || data_[0] != 'M' || data_[1] != 'Z') {
    error = data_.empty() ? "is empty" : "is not a PE file";
    return false;
  }
  auto *dos = header<dos_header>(0, error);
  if (!dos) return false;
  uint64_t offset = dos->AddressOfNewExeHeader;
  auto *signature = header<char[4]>(offset, error);
  auto *file = header<coff_file_header>(offset + 4, error);
  auto *optional = header<pe32plus_header>(offset + 4 + sizeof(coff_file_header), error);
  if (!signature || !file || !optional) return false;
  if (memcmp(*signature, llvm::COFF::PEMagic, 4) != 0) {
    error = "is a DOS program or a damaged PE file";
    return false;
  }
  if (file->Machine != llvm::COFF::IMAGE_FILE_MACHINE_AMD64 ||
      optional->Magic != llvm::COFF::PE32Header::PE32_PLUS) {
    error = "is a PE file, but not for x86-64";
    return false;
  }
  base_ = optional->ImageBase;
  size_ = optional->SizeOfImage;
  base_offset_ = reinterpret_cast<const char *>(&optional->ImageBase) - data_.data();
  checksum_offset_ = reinterpret_cast<const char *>(&optional->CheckSum) - data_.data();
  is_dll_ = file->Characteristics & llvm::COFF::IMAGE_FILE_DLL;
  uint64_t directories = offset + 4 + sizeof(coff_file_header) + sizeof(pe32plus_header);
  auto directory = [&](unsigned index, data_directory &entry) {
    entry = {};
    if (index >= optional->NumberOfRvaAndSize) return true;
    auto *found = header<data_directory>(directories + index * sizeof(data_directory), error);
    if (found) entry = *found;
    return found != nullptr;
  };
  data_directory imports, relocations, certificates;
  if (!directory(llvm::COFF::IMPORT_TABLE, imports) ||
      !directory(llvm::COFF::BASE_RELOCATION_TABLE, relocations) ||
      !directory(llvm::COFF::CERTIFICATE_TABLE, certificates))
    return false;
  import_rva_ = imports.RelativeVirtualAddress;
  relocation_rva_ = relocations.RelativeVirtualAddress;
  relocation_size_ = relocations.Size;
  is_signed_ = certificates.Size != 0;
  can_move_ = relocation_size_ != 0 && !(file->Characteristics & llvm::COFF::IMAGE_FILE_RELOCS_STRIPPED);
  return read_sections(offset + 4 + sizeof(coff_file_header) + file->SizeOfOptionalHeader,
                       file->NumberOfSections, error);
}

bool PeImage::read_sections(uint64_t offset, unsigned count, std::string &error) {
  for (unsigned i = 0; i < count; ++i, offset += sizeof(llvm::object::coff_section)) {
    auto *section = header<llvm::object::coff_section>(offset, error);
    if (!section) return false;
    uint64_t size = section->SizeOfRawData, raw = section->PointerToRawData;
    if (section->VirtualSize && section->VirtualSize < size) size = section->VirtualSize;
    if (raw + size > data_.size()) {
      error = "truncated PE file: section " + std::to_string(i + 1) + " ends at " +
              std::to_string(raw + size) + ", the file at " + std::to_string(data_.size());
      return false;
    }
    sections_.push_back({section->VirtualAddress, raw, size});
  }
  return true;
}

char *PeImage::at(uint64_t rva, uint64_t size) const {
  for (const Section &section : sections_)
    if (rva >= section.address && rva - section.address <= section.size &&
        size <= section.size - (rva - section.address))
      return data_.data() + section.raw + (rva - section.address);
  return nullptr;
}

bool PeImage::read_string(uint64_t rva, std::string &text) const {
  text.clear();
  for (const char *c; (c = at(rva, 1)); ++rva) {
    if (!*c) return true;
    text += *c;
    if (text.size() > 4096) return false;
  }
  return false;
}

bool PeImage::read_symbols(uint64_t rva, std::vector<std::string> &symbols) const {
  constexpr uint64_t kByNumber = uint64_t{1} << 63;
  for (;; rva += 8) {
    const char *entry = at(rva, 8);
    if (!entry) return false;
    uint64_t value = read64le(entry);
    if (!value) return true;
    std::string name;
    if (value & kByNumber) continue;
    if (!read_string((value & 0x7fffffff) + 2, name)) return false;
    symbols.push_back(name);
  }
}

bool PeImage::read_imports(std::string &error) {
  if (!import_rva_) return true;
  for (uint64_t rva = import_rva_;; rva += 20) {
    const char *entry = at(rva, 20);
    ImportedDll dll;
    if (!entry) break;
    uint32_t lookup = read32le(entry), name = read32le(entry + 12), address = read32le(entry + 16);
    if (!name && !address) return true;
    if (!read_string(name, dll.name) || dll.name.empty() ||
        !read_symbols(lookup ? lookup : address, dll.symbols))
      break;
    imports_.push_back(std::move(dll));
  }
  error = "damaged PE file: its import table leads outside of the file";
  return false;
}

bool PeImage::collect_relocations(std::vector<uint64_t> &places, std::string &error) const {
  uint64_t end = uint64_t{relocation_rva_} + relocation_size_;
  for (uint64_t block = relocation_rva_; block + 8 <= end;) {
    const char *header = at(block, 8);
    uint32_t page = header ? read32le(header) : 0, size = header ? read32le(header + 4) : 0;
    if (size < 8 || size % 2 || block + size > end || !at(block, size)) {
      error = path_ + ": damaged PE file: bad block of relocations";
      return false;
    }
    for (uint64_t entry = block + 8; entry < block + size; entry += 2) {
      unsigned value = read16le(at(entry, 2));
      unsigned type = value >> 12;
      uint64_t place = uint64_t{page} + (value & 0xfff);
      if (type == llvm::COFF::IMAGE_REL_BASED_ABSOLUTE) continue;
      if (type != llvm::COFF::IMAGE_REL_BASED_DIR64 || !at(place, 8)) {
        error = path_ + ": relocation of type " + std::to_string(type) + " that cannot be applied";
        return false;
      }
      places.push_back(place);
    }
    block += size;
  }
  return true;
}

bool PeImage::rebase(uint64_t base, std::string &error) {
  if (base == base_) return true;
  if (base % 0x10000) {
    error = path_ + ": an image base is a multiple of 0x10000";
    return false;
  }
  if (!can_move_) {
    error = path_ +
            ": has no relocations, so it cannot get another base (link DLLs with the Tern driver, which "
            "keeps them)";
    return false;
  }
  std::vector<uint64_t> places;
  if (!collect_relocations(places, error)) return false;
  for (uint64_t place : places) {
    char *word = at(place, 8);
    write64le(word, read64le(word) + (base - base_));
  }
  write64le(data_.data() + base_offset_, base);
  // Zero means "not computed"; only drivers must have a right one.
  memset(data_.data() + checksum_offset_, 0, 4);
  base_ = base;
  return true;
}

bool PeImage::write(const std::string &path, std::string &error) const {
  std::string fresh = path + "." + std::to_string(getpid()) + ".tmp";
  int fd = ::open(fresh.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode_);
  bool good = fd >= 0;
  size_t done = 0;
  for (ssize_t n; good && done < data_.size(); done += n) {
    n = ::write(fd, data_.data() + done, data_.size() - done);
    good = n > 0;
  }
  good = good && fchmod(fd, mode_) == 0;
  if (fd >= 0) good = close(fd) == 0 && good;
  good = good && rename(fresh.c_str(), path.c_str()) == 0;
  if (good) return true;
  error = path + ": " + strerror(errno);
  if (fd >= 0) unlink(fresh.c_str());
  return false;
}

} // namespace tern

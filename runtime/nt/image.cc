// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "nt/image.h"
#include "nt/memory.h"
#include "nt/native.h"
#include "nt/peb.h"
#include "nt/status.h"
#include <string.h>

extern "C" {
NTSTATUS NTAPI LdrLockLoaderLock(ULONG, ULONG *, ULONG_PTR *);
NTSTATUS NTAPI LdrUnlockLoaderLock(ULONG, ULONG_PTR);
NTSTATUS NTAPI LdrAddRefDll(ULONG, HMODULE);
}

namespace tern::nt {
namespace {

template <class T> const T *at(const void *image, size_t offset) {
  return reinterpret_cast<const T *>(static_cast<const char *>(image) + offset);
}

const IMAGE_NT_HEADERS64 *headers(const void *image) {
  auto *dos = static_cast<const IMAGE_DOS_HEADER *>(image);
  if (dos->e_magic != IMAGE_DOS_SIGNATURE) return nullptr;
  auto *nt = at<IMAGE_NT_HEADERS64>(image, static_cast<size_t>(dos->e_lfanew));
  return nt->Signature == IMAGE_NT_SIGNATURE ? nt : nullptr;
}

const IMAGE_DATA_DIRECTORY *directory(const void *image, unsigned which) {
  auto *h = headers(image);
  if (!h || h->OptionalHeader.NumberOfRvaAndSizes <= which) return nullptr;
  auto *d = &h->OptionalHeader.DataDirectory[which];
  return d->VirtualAddress && d->Size ? d : nullptr;
}

} // namespace

size_t image_size(const void *image) {
  auto *h = headers(image);
  return h ? h->OptionalHeader.SizeOfImage : 0;
}

static uint32_t mix(uint32_t h, const void *bytes, size_t n) { // FNV-1a
  for (auto *p = static_cast<const unsigned char *>(bytes); n--; ++p) h = (h ^ *p) * 0x01000193;
  return h;
}

// The CodeView record of the debug directory: a hash of the image's content, which the linker writes (--build-id). False: none.
static bool mix_build_id(const void *image, uint32_t &sum) {
  auto *d = directory(image, IMAGE_DIRECTORY_ENTRY_DEBUG);
  if (!d) return false;
  auto *entry = at<IMAGE_DEBUG_DIRECTORY>(image, d->VirtualAddress);
  bool found = false;
  for (size_t n = d->Size / sizeof *entry; n--; ++entry) {
    if (entry->Type != IMAGE_DEBUG_TYPE_CODEVIEW || entry->SizeOfData < 24 || !entry->AddressOfRawData ||
        entry->AddressOfRawData + entry->SizeOfData > image_size(image))
      continue;
    sum = mix(sum, at<char>(image, entry->AddressOfRawData), 24); // signature, GUID, age
    found = true;
  }
  return found;
}

uint32_t image_fingerprint(const void *image, bool with_code) {
  auto *h = headers(image);
  if (!h) return 0;
  constexpr size_t kSamples = 16, kSample = 64;
  auto *sections = IMAGE_FIRST_SECTION(h);
  uint32_t sum = mix(0x811c9dc5, &h->FileHeader, sizeof h->FileHeader);
  sum = mix(sum, &h->OptionalHeader.AddressOfEntryPoint, sizeof(DWORD));
  sum = mix(sum, sections, h->FileHeader.NumberOfSections * sizeof *sections);
  if (mix_build_id(image, sum)) return sum;
  for (unsigned i = 0; with_code && i < h->FileHeader.NumberOfSections; ++i) {
    const IMAGE_SECTION_HEADER &s = sections[i];
    if (!(s.Characteristics & IMAGE_SCN_MEM_EXECUTE) || s.Misc.VirtualSize < kSamples * kSample) continue;
    size_t step = (s.Misc.VirtualSize - kSample) / kSamples;
    for (size_t k = 0; k < kSamples; ++k) sum = mix(sum, at<char>(image, s.VirtualAddress + k * step), kSample);
  }
  return sum;
}

void *image_preferred_base(const void *image) {
  auto *h = headers(image); // the loader changes it in memory when it moves the image
  return h ? reinterpret_cast<void *>(h->OptionalHeader.ImageBase) : nullptr;
}

unsigned image_section_count(const void *image) {
  auto *h = headers(image);
  return h ? h->FileHeader.NumberOfSections : 0;
}

bool image_section(const void *image, unsigned index, ImageSection &out) {
  auto *h = headers(image);
  if (!h || index >= h->FileHeader.NumberOfSections) return false;
  const IMAGE_SECTION_HEADER &s = IMAGE_FIRST_SECTION(h)[index];
  out.base = reinterpret_cast<uintptr_t>(image) + s.VirtualAddress;
  out.size = s.Misc.VirtualSize ? s.Misc.VirtualSize : s.SizeOfRawData;
  out.raw_size = s.SizeOfRawData < out.size ? s.SizeOfRawData : out.size;
  memcpy(out.name, s.Name, 8);
  out.name[8] = 0;
  out.writable = s.Characteristics & IMAGE_SCN_MEM_WRITE;
  out.readable = s.Characteristics & IMAGE_SCN_MEM_READ;
  out.executable = s.Characteristics & IMAGE_SCN_MEM_EXECUTE;
  out.file_offset = s.PointerToRawData;
  return true;
}

const char *image_import(const void *image, unsigned index) {
  auto *d = directory(image, IMAGE_DIRECTORY_ENTRY_IMPORT);
  if (!d) return nullptr;
  auto *import = at<IMAGE_IMPORT_DESCRIPTOR>(image, d->VirtualAddress) + index;
  if ((index + 1) * sizeof *import > d->Size || !import->Name) return nullptr;
  return at<char>(image, import->Name);
}

const char *image_symbol_before(const void *image, uintptr_t address, uintptr_t &symbol) {
  auto *d = directory(image, IMAGE_DIRECTORY_ENTRY_EXPORT);
  if (!d) return nullptr;
  auto base = reinterpret_cast<uintptr_t>(image);
  auto *e = at<IMAGE_EXPORT_DIRECTORY>(image, d->VirtualAddress);
  auto *functions = at<DWORD>(image, e->AddressOfFunctions), *names = at<DWORD>(image, e->AddressOfNames);
  auto *ordinals = at<WORD>(image, e->AddressOfNameOrdinals);
  const char *best = nullptr;
  symbol = 0;
  for (DWORD i = 0; i < e->NumberOfNames; ++i) {
    if (ordinals[i] >= e->NumberOfFunctions) continue;
    uintptr_t a = base + functions[ordinals[i]];
    if (a <= address && a > symbol) symbol = a, best = at<char>(image, names[i]);
  }
  return best;
}

bool is_image_at(uintptr_t base) {
  Region r;
  return query(base, r).ok() && r.type == kImage && r.allocation_base == base;
}

void *image_of_address(const void *p) {
  PVOID base = nullptr;
  return RtlPcToFileHeader(const_cast<void *>(p), &base);
}

Result<void *> load_image(const char16_t *path) {
  bool absolute = path[0] == '\\' || (path[0] && path[1] == ':');
  HMODULE m = LoadLibraryExW(reinterpret_cast<LPCWSTR>(path), nullptr, absolute ? LOAD_WITH_ALTERED_SEARCH_PATH : 0);
  if (m) return static_cast<void *>(m);
  DWORD code = GetLastError();
  if (code == ERROR_MOD_NOT_FOUND || code == ERROR_FILE_NOT_FOUND) return Errno(ENOENT);
  if (code == ERROR_BAD_EXE_FORMAT) return Errno(ENOEXEC);
  return errno_of_win32(code);
}

void hold_image(void *image) { LdrAddRefDll(0, static_cast<HMODULE>(image)); }
bool unload_image(void *image) { return FreeLibrary(static_cast<HMODULE>(image)); }

void *image_function(void *image, const char *name) {
  return reinterpret_cast<void *>(GetProcAddress(static_cast<HMODULE>(image), name));
}

// The loader's list, under the loader's lock. Its layout is the public one of winternl.h (PEB_LDR_DATA).
ImageList::ImageList() {
  struct Entry {
    LIST_ENTRY load_order, memory_order, init_order;
    PVOID base;
  };
  struct LoaderData {
    ULONG length, initialized;
    PVOID handle;
    LIST_ENTRY load_order;
  };
  ULONG_PTR cookie = 0;
  LdrLockLoaderLock(0, nullptr, &cookie);
  auto *loader = static_cast<LoaderData *>(peb()->loader);
  for (LIST_ENTRY *e = loader->load_order.Flink; e != &loader->load_order && count < 512; e = e->Flink)
    bases[count++] = reinterpret_cast<Entry *>(e)->base;
  LdrUnlockLoaderLock(0, cookie);
}

} // namespace tern::nt

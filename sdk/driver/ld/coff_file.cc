// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Layouts from Microsoft's "PE Format" specification.
#include "driver/ld/coff_file.h"

#include <cstdint>
#include <cstring>

namespace tern {
namespace {

constexpr uint16_t kMachineAmd64 = 0x8664;
constexpr uint32_t kSectionIsCode = 0x20;
constexpr uint8_t kClassExternal = 2;
constexpr uint8_t kClassWeakExternal = 105;
constexpr size_t kSectionHeaderSize = 40;

template <typename T> T load(std::string_view data, size_t offset) {
  T value{};
  if (offset + sizeof value <= data.size()) std::memcpy(&value, data.data() + offset, sizeof value);
  return value;
}

// Where the tables of one file lie; all offsets are checked when they are used.
struct Layout {
  size_t sections = 0; // offset of the first section header
  size_t section_count = 0;
  size_t symbols = 0; // offset of the symbol table
  size_t symbol_count = 0;
  size_t symbol_size = 18; // 20 in the form for many sections
};

bool find_layout(std::string_view file, Layout &layout) {
  if (load<uint16_t>(file, 0) == kMachineAmd64) {
    layout.section_count = load<uint16_t>(file, 2);
    layout.symbols = load<uint32_t>(file, 8);
    layout.symbol_count = load<uint32_t>(file, 12);
    layout.sections = 20 + load<uint16_t>(file, 16);
  } else if (load<uint32_t>(file, 0) == 0xFFFF0000 && load<uint16_t>(file, 4) >= 2 &&
             load<uint16_t>(file, 6) == kMachineAmd64) {
    layout.section_count = load<uint32_t>(file, 44);
    layout.symbols = load<uint32_t>(file, 48);
    layout.symbol_count = load<uint32_t>(file, 52);
    layout.sections = 56;
    layout.symbol_size = 20;
  } else {
    return false;
  }
  return layout.sections + layout.section_count * kSectionHeaderSize <= file.size() &&
         layout.symbols + layout.symbol_count * layout.symbol_size <= file.size();
}

class Reader {
 public:
  Reader(std::string_view file, const Layout &layout) : file_(file), layout_(layout) {
    strings_ = layout.symbols + layout.symbol_count * layout.symbol_size;
  }
  void read(CoffSymbols &symbols) const;
  void read_directives(CoffSymbols &symbols) const;

 private:
  struct Symbol {
    size_t offset;
    int32_t section;
    uint8_t storage_class;
    uint8_t auxiliaries;
  };
  Symbol symbol(size_t index) const;
  std::string name(const Symbol &symbol) const;
  bool is_code(int32_t section) const;

  std::string_view file_;
  Layout layout_;
  size_t strings_;
};

Reader::Symbol Reader::symbol(size_t index) const {
  size_t at = layout_.symbols + index * layout_.symbol_size;
  if (layout_.symbol_size == 18)
    return {at, load<int16_t>(file_, at + 12), load<uint8_t>(file_, at + 16), load<uint8_t>(file_, at + 17)};
  return {at, load<int32_t>(file_, at + 12), load<uint8_t>(file_, at + 18), load<uint8_t>(file_, at + 19)};
}

std::string Reader::name(const Symbol &symbol) const {
  if (load<uint32_t>(file_, symbol.offset) != 0) {
    std::string_view field = file_.substr(symbol.offset, 8);
    return std::string(field.substr(0, field.find('\0')));
  }
  size_t at = strings_ + load<uint32_t>(file_, symbol.offset + 4);
  if (at >= file_.size()) return {};
  std::string_view rest = file_.substr(at);
  return std::string(rest.substr(0, rest.find('\0')));
}

bool Reader::is_code(int32_t section) const {
  if (section < 1 || static_cast<size_t>(section) > layout_.section_count) return false;
  size_t header = layout_.sections + static_cast<size_t>(section - 1) * kSectionHeaderSize;
  return load<uint32_t>(file_, header + 36) & kSectionIsCode;
}

void Reader::read(CoffSymbols &symbols) const {
  for (size_t i = 0; i < layout_.symbol_count;) {
    Symbol current = symbol(i);
    if (current.storage_class == kClassExternal && current.section != 0) {
      symbols.defined.push_back(name(current));
    } else if (current.storage_class == kClassWeakExternal && current.section == 0 &&
               current.auxiliaries > 0) {
      // The auxiliary record names the symbol that stands in: a definition here, or nothing.
      size_t target = load<uint32_t>(file_, layout_.symbols + (i + 1) * layout_.symbol_size);
      if (target < layout_.symbol_count && symbol(target).section > 0) {
        symbols.weak.push_back({name(current), !is_code(symbol(target).section)});
        symbols.defined.push_back(name(current));
      } else {
        symbols.weak_references.push_back(name(current));
      }
    }
    i += 1u + current.auxiliaries;
  }
}

// One directive, quotes removed: -export:name[,data], -exclude-symbols:a,b
void read_directive(std::string_view directive, CoffSymbols &symbols) {
  if (directive.size() < 2) return;
  directive.remove_prefix(1);
  if (directive.starts_with("export:") || directive.starts_with("EXPORT:")) symbols.has_exports = true;
  constexpr std::string_view kExclude = "exclude-symbols:";
  if (!directive.starts_with(kExclude)) return;
  directive.remove_prefix(kExclude.size());
  while (!directive.empty()) {
    size_t comma = directive.find(',');
    symbols.hidden.emplace_back(directive.substr(0, comma));
    if (comma == std::string_view::npos) break;
    directive.remove_prefix(comma + 1);
  }
}

void Reader::read_directives(CoffSymbols &symbols) const {
  for (size_t i = 0; i < layout_.section_count; ++i) {
    size_t header = layout_.sections + i * kSectionHeaderSize;
    if (file_.substr(header, 8) != ".drectve") continue;
    size_t size = load<uint32_t>(file_, header + 16), offset = load<uint32_t>(file_, header + 20);
    if (offset > file_.size() || size > file_.size() - offset) continue;
    std::string word;
    bool quoted = false;
    for (char c : file_.substr(offset, size)) {
      if (c == '"') {
        quoted = !quoted;
      } else if ((c == ' ' || c == '\0' || c == '\t') && !quoted) {
        read_directive(word, symbols);
        word.clear();
      } else {
        word += c;
      }
    }
    read_directive(word, symbols);
  }
}

template <typename T> void store(std::string &data, size_t offset, T value) {
  std::memcpy(data.data() + offset, &value, sizeof value);
}

} // namespace

bool read_coff_symbols(std::string_view file, CoffSymbols &symbols) {
  Layout layout;
  if (!find_layout(file, layout)) return false;
  Reader reader(file, layout);
  reader.read(symbols);
  reader.read_directives(symbols);
  return true;
}

std::string_view imported_function(std::string_view file) {
  constexpr size_t kHeader = 20;
  constexpr unsigned kTypeMask = 3, kTypeCode = 0;
  bool is_import = load<uint32_t>(file, 0) == 0xFFFF0000 && load<uint16_t>(file, 4) == 0 &&
                   load<uint16_t>(file, 6) == kMachineAmd64 && file.size() > kHeader;
  if (!is_import || (load<uint16_t>(file, 18) & kTypeMask) != kTypeCode) return {};
  std::string_view name = file.substr(kHeader);
  return name.substr(0, name.find('\0'));
}

std::string coff_directive_object(std::string_view directives) {
  constexpr size_t kHeaders = 20 + kSectionHeaderSize;
  constexpr uint32_t kInfoRemoveAlign1 = 0x00100A00;
  std::string file(kHeaders, '\0');
  store<uint16_t>(file, 0, kMachineAmd64);
  store<uint16_t>(file, 2, 1); // one section
  store<uint32_t>(file, 8, static_cast<uint32_t>(kHeaders + directives.size()));
  std::memcpy(file.data() + 20, ".drectve", 8);
  store<uint32_t>(file, 20 + 16, static_cast<uint32_t>(directives.size()));
  store<uint32_t>(file, 20 + 20, kHeaders);
  store<uint32_t>(file, 20 + 36, kInfoRemoveAlign1);
  file += directives;
  file.append("\4\0\0\0", 4); // an empty string table
  return file;
}

} // namespace tern

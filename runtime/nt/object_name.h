// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// OBJECT_ATTRIBUTES for a name relative to a directory. For files in runtime/nt/ only.
#pragma once
#include "nt/native.h"

namespace tern::nt {

class ObjectName {
  OBJECT_ATTRIBUTES attributes_;
  UNICODE_STRING name_;

public:
  ObjectName(const char16_t *name, void *directory, void *security, bool inheritable, ULONG extra = OBJ_OPENIF) {
    if (name) {
      USHORT n = 0;
      while (name[n]) n++;
      name_ = {static_cast<USHORT>(n * 2), static_cast<USHORT>(n * 2), reinterpret_cast<PWSTR>(const_cast<char16_t *>(name))};
    }
    InitializeObjectAttributes(&attributes_, name ? &name_ : nullptr, (name ? extra : 0) | (inheritable ? OBJ_INHERIT : 0u),
                               directory, security);
  }
  ObjectName(const ObjectName &) = delete;
  OBJECT_ATTRIBUTES *get() { return &attributes_; }
};

} // namespace tern::nt

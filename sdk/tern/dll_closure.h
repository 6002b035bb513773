// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once
#include "tern/pe_image.h"
#include <memory>
#include <string>
#include <vector>

namespace tern {

struct Unresolved {
  std::string dll, wanted_by;
};

// A set of images and all DLLs that they need from outside of Windows.
struct DllClosure {
  std::vector<std::unique_ptr<PeImage>>
      images;                      // what was asked for first, then DLLs in the order they were met
  std::vector<std::string> system; // DLLs of Windows, lower case, sorted
  std::vector<Unresolved> unresolved;
};

// Where DLLs are looked for: the folder of the image that wants one, `folders`, TERN_STAGING, the SDK.
std::vector<std::string> default_dll_folders(const std::string &sysroot);

// False with a message where a file cannot be read or is damaged; a DLL that is nowhere goes into
// `unresolved`.
bool find_closure(const std::vector<std::string> &files, const std::vector<std::string> &folders,
                  const std::string &sysroot, DllClosure &closure, std::string &error);

} // namespace tern

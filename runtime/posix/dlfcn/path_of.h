// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

namespace tern {

// POSIX path of an image's file; kept, so that dladdr can hand it out.
const char *module_path_of(void *image);

} // namespace tern

// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Text of access lists, shared by both interfaces.
#pragma once
#include "fs/acl.h"

namespace tern::fs {

// "u::rw-,g:NAME:r--,…": malloc; null: out of memory. Numbers when `numeric` or a name is unknown. Defaults get the prefix "default:".
char *acl_print(const AclList &, const char *prefix, char separator, bool numeric, bool abbreviated, bool defaults = false);
// Commas, blanks and newlines separate; # begins a comment. EINVAL.
Result<> acl_parse(const char *text, AclList &, AclList *defaults);

} // namespace tern::fs

// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

namespace tern {
struct Ids;
namespace user {

// The ids of a process that a native one started: those of its token.
void ids_from_token(Ids &);

} // namespace user
} // namespace tern

// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

namespace tern {

// Checks, step by step, what a build and a run need; says what is missing and how to mend it. 1 where one
// failed.
int doctor_command();

} // namespace tern

// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Names of shared kernel objects. Each carries ABI version, installation and user (docs/how/shared-state.md).
#pragma once
#include <stdint.h>

namespace tern {

// The number in the shared state's name; a child gets it in its startup block.
uint64_t shared_name();
// "tern-1-<number><kind>" for an object beside the shared state, in nt::named_objects(). `out`: 64 units; kind at
// most 40. Make it with nt::make_owner_only's descriptor.
void shared_object_name(const char16_t *kind, char16_t *out);

} // namespace tern

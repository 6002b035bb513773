// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// PROT_ bits to NT page protections, by kind of piece.
#pragma once
#include "memory/mapping.h"
#include "nt/memory.h"
#include <sys/mman.h>

namespace tern::memory {

// x86 reads what it may write or execute. Copy-on-write views stay so whatever is asked.
inline nt::Protect nt_protection(PieceKind kind, int protection) {
  bool write = protection & PROT_WRITE, exec = protection & PROT_EXEC;
  if (protection == PROT_NONE || kind == PieceKind::Beyond) return nt::Protect::None;
  if (write && kind == PieceKind::FilePrivate) return exec ? nt::Protect::ExecWriteCopy : nt::Protect::WriteCopy;
  if (write) return exec ? nt::Protect::ExecReadWrite : nt::Protect::ReadWrite;
  return exec ? nt::Protect::ExecRead : nt::Protect::Read;
}

} // namespace tern::memory

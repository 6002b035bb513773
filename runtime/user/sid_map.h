// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Numbers for SIDs, by arithmetic as Cygwin documents it ("POSIX accounts, permission, and security"): no directory
// service is asked. Pure code.
#pragma once
#include "nt/security.h"
#include <sys/types.h>

namespace tern::user {

constexpr uint32_t kLocalOffset = 0x30000, kUnknownId = 0xffffffff;

// S-1-5-n: n; S-1-5-32-n: n; S-1-x-y: 0x10000 + 0x100 * x + y; S-1-5-21-...-rid: 0x30000 + rid; S-1-22-1|2-n (Samba): 0xff000000 + n.
uint32_t id_of(const nt::SecurityId &);
// The reverse. False: not known without asking Windows. `machine` is a SID of the accounts' domain (the process's own user).
bool sid_of(uint32_t id, const nt::SecurityId &machine, nt::SecurityId &out);

} // namespace tern::user

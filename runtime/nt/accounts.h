// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Names of SIDs and SIDs of names, asked of Windows (advapi32, loaded on first use).
#pragma once
#include "nt/security.h"

namespace tern::nt {

enum class AccountUse : uint32_t { User = 1, Group = 2, Domain = 3, Alias = 4, WellKnown = 5, Deleted = 6, Computer = 9 };
struct AccountName {
  char16_t name[260], domain[260];
  size_t name_length, domain_length;
  AccountUse use;
};
bool account_name(const SecurityId &, AccountName &);
bool account_id(const char16_t *name, SecurityId &, AccountUse &); // name ends with 0

} // namespace tern::nt

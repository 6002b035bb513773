// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "nt/accounts.h"
#include "nt/loader.h"
#include "nt/native.h"

namespace tern::nt {

bool account_name(const SecurityId &sid, AccountName &out) {
  static constinit LazyFunction<BOOL WINAPI(LPCWSTR, PSID, LPWSTR, LPDWORD, LPWSTR, LPDWORD, PSID_NAME_USE)> lookup{u"advapi32.dll", "LookupAccountSidW"};
  auto *f = lookup.get();
  if (!f) return false;
  DWORD n = 260, d = 260;
  SID_NAME_USE use;
  if (!f(nullptr, const_cast<SecurityId *>(&sid), reinterpret_cast<LPWSTR>(out.name), &n, reinterpret_cast<LPWSTR>(out.domain), &d, &use)) return false;
  out.name_length = n, out.domain_length = d;
  out.use = static_cast<AccountUse>(use);
  return true;
}

bool account_id(const char16_t *name, SecurityId &out, AccountUse &use) {
  static constinit LazyFunction<BOOL WINAPI(LPCWSTR, LPCWSTR, PSID, LPDWORD, LPWSTR, LPDWORD, PSID_NAME_USE)> lookup{u"advapi32.dll", "LookupAccountNameW"};
  auto *f = lookup.get();
  if (!f) return false;
  DWORD n = sizeof out, d = 260;
  WCHAR domain[260];
  SID_NAME_USE u;
  out = {};
  if (!f(nullptr, reinterpret_cast<LPCWSTR>(name), &out, &n, domain, &d, &u)) return false;
  use = static_cast<AccountUse>(u);
  return out.revision == 1 && out.count <= 15;
}

} // namespace tern::nt

// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Security descriptors of any content to modes and lists, and back.
#include "fs/acl.h"
#include "fs/permissions.h"
#include "nt/accounts.h"
#include <initializer_list>
#include <stdlib.h>
#include <string.h>

using namespace tern;

uint32_t tern::g_teb_offset; // of code that is not called

// Of the process that asks.
static nt::SecurityId account(uint32_t rid) {
  nt::SecurityId s;
  s.count = 5, s.authority[5] = 5;
  uint32_t sub[] = {21, 1, 2, 3, rid};
  memcpy(s.sub, sub, sizeof sub);
  return s;
}
namespace tern::nt {
const SecurityId &own_user() {
  static SecurityId s = account(1000);
  return s;
}
bool account_name(const SecurityId &s, AccountName &a) {
  a.use = s.sub[4] & 1 ? AccountUse::Group : AccountUse::User;
  return s.sub[4] & 2;
}
} // namespace tern::nt

extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size) {
  if (size < 4) return 0;
  mode_t mode = (data[0] | data[1] << 8) & 07777;
  bool directory = data[2] & 1;
  nt::Security s;
  if (!nt::parse_security(data + 4, size - 4, s)) return 0;
  (void)fs::permissions_of(s, directory);
  alignas(8) static unsigned char built[16384], tiny[24];
  nt::Security back;
  constexpr uint32_t kAll = nt::kOwnerPart | nt::kGroupPart | nt::kDaclPart;
  size_t n = nt::build_security(s, kAll, built, sizeof built);
  if (n && (!nt::parse_security(built, n, back) || back.count != s.count || (s.owner && !(back.owner == s.owner)))) abort();
  nt::build_security(s, kAll, tiny, sizeof tiny);
  for (bool defaults : {false, true}) {
    fs::AclList list;
    fs::acl_of(s, directory, defaults, list);
    if (list.count && !fs::acl_check(list).ok()) abort(); // what is read can be written
    nt::Security changed = s;
    if (fs::acl_apply(changed, list, directory, defaults).ok()) nt::build_security(changed, nt::kDaclPart, built, sizeof built);
  }
  // chmod of a file of an ordinary owner and group says what was asked, whatever else the list has.
  nt::Security chmod = s;
  chmod.owner = account(1000), chmod.group = account(513);
  if (chmod.count > 40) return 0;
  for (size_t i = 0; i < chmod.count; i++)
    if (chmod.aces[i].sid == nt::kAuthenticatedUsers) return 0; // stays, and counts as everybody
  fs::set_mode(chmod, mode, directory);
  if (fs::permissions_of(chmod, directory).mode != mode) abort();
  return 0;
}

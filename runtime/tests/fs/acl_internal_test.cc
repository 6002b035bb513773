// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Access lists: NT's to POSIX' and back, the acl_* calls (POSIX.1e draft 17) and Solaris' acl(). Wine keeps modes only, so what
// lists of files hold beyond them is tested on the conversion.
#include "folder.h"
#include "fs/acl.h"
#include "fs/permissions.h"
#include "nt/accounts.h"
#include "user/sid_map.h"
#include <acl/libacl.h>
#include <sys/acl.h>

using namespace tern;
using fs::AclList;

namespace {

nt::SecurityId account(uint32_t rid) {
  nt::SecurityId s;
  s.count = 5, s.authority[5] = 5;
  uint32_t sub[] = {21, 1, 2, 3, rid};
  memcpy(s.sub, sub, sizeof sub);
  return s;
}
constexpr uint32_t kMe = 1000, kGroup = 513, kHer = 1001;

nt::Security list_of_mode(mode_t mode) {
  nt::Security s{};
  s.owner = account(kMe), s.group = account(kGroup);
  fs::set_mode(s, mode, false);
  return s;
}
uint32_t id(uint32_t rid) { return user::kLocalOffset + rid; }

} // namespace

// What the conversions ask of Windows.
namespace tern::nt {
const SecurityId &own_user() {
  static SecurityId me = account(kMe);
  return me;
}
bool account_name(const SecurityId &s, AccountName &a) {
  a.use = s.sub[4] == kGroup ? AccountUse::Group : AccountUse::User;
  return true;
}
} // namespace tern::nt

TEST(AclConversion, EveryModeThereAndBack) {
  for (mode_t mode = 0; mode < 010000; mode++) ASSERT_EQ(fs::permissions_of(list_of_mode(mode), false).mode, mode) << std::oct << mode;
}

TEST(AclConversion, DescriptorsThereAndBack) {
  nt::Security s = list_of_mode(04751), back;
  alignas(8) unsigned char bytes[2048];
  size_t n = nt::build_security(s, nt::kOwnerPart | nt::kGroupPart | nt::kDaclPart, bytes, sizeof bytes);
  ASSERT_GT(n, 0u);
  ASSERT_TRUE(nt::parse_security(bytes, n, back));
  EXPECT_EQ(back.count, s.count);
  EXPECT_EQ(fs::permissions_of(back, false).mode, 04751u);
  for (size_t cut = 0; cut < n; cut++) (void)nt::parse_security(bytes, cut, back); // never beyond its end
  EXPECT_FALSE(nt::parse_security(bytes, n - 1, back));
}

TEST(AclConversion, ChmodKeepsWhatOthersWereGranted) {
  nt::Security s = list_of_mode(0600);
  AclList l;
  fs::acl_of(s, false, false, l);
  ASSERT_EQ(l.count, 3u);
  ASSERT_TRUE(l.add(fs::kAclUser, id(kHer), 6));
  ASSERT_TRUE(l.add(fs::kAclMask, 0, 6));
  ASSERT_TRUE(fs::acl_apply(s, l, false, false).ok());
  auto hers = [&]() -> int {
    AclList now;
    fs::acl_of(s, false, false, now);
    for (size_t i = 0; i < now.count; i++)
      if (now.entries[i].tag == fs::kAclUser && now.entries[i].id == id(kHer)) return static_cast<int>(now.entries[i].perm);
    return -1;
  };
  EXPECT_EQ(hers(), 6);
  fs::set_mode(s, 0644, false);
  EXPECT_EQ(hers(), 6);
  EXPECT_EQ(fs::permissions_of(s, false).mode, 0644u);
}

TEST(AclConversion, TheMaskLimitsNamedEntries) {
  nt::Security s = list_of_mode(0640);
  AclList l;
  l.add(fs::kAclUserObj, 0, 7), l.add(fs::kAclUser, id(kHer), 7), l.add(fs::kAclGroupObj, 0, 5), l.add(fs::kAclMask, 0, 4), l.add(fs::kAclOther, 0, 0);
  ASSERT_TRUE(fs::acl_apply(s, l, false, false).ok());
  AclList now;
  fs::acl_of(s, false, false, now);
  for (size_t i = 0; i < now.count; i++) {
    if (now.entries[i].tag == fs::kAclUser) EXPECT_EQ(now.entries[i].perm, 4u);
    if (now.entries[i].tag == fs::kAclGroupObj) EXPECT_EQ(now.entries[i].perm, 4u);
  }
}

TEST(AclConversion, OneWhoStandsTwiceIsOneEntry) {
  nt::Security s = list_of_mode(0600);
  s.aces[s.count++] = {true, nt::kInherited, nt::kReadData, account(kHer)};
  s.aces[s.count++] = {true, 0, nt::kExecute, account(kHer)};
  AclList l;
  fs::acl_of(s, false, false, l);
  ASSERT_TRUE(fs::acl_check(l).ok());
  ASSERT_EQ(l.count, 5u);
  EXPECT_EQ(l.entries[1].perm, 5u);
}

TEST(AclConversion, DefaultsOfADirectory) {
  nt::Security s = list_of_mode(0755);
  AclList l, now;
  l.add(fs::kAclUserObj, 0, 7), l.add(fs::kAclGroupObj, 0, 5), l.add(fs::kAclOther, 0, 0);
  EXPECT_EQ(fs::acl_apply(s, l, false, true).error().value, EACCES); // only directories have them
  ASSERT_TRUE(fs::acl_apply(s, l, true, true).ok());
  EXPECT_EQ(fs::permissions_of(s, true).mode, 0755u);
  fs::acl_of(s, true, true, now);
  ASSERT_EQ(now.count, 3u);
  EXPECT_EQ(now.entries[0].perm, 7u);
  EXPECT_EQ(now.entries[1].perm, 5u);
  EXPECT_EQ(now.entries[2].perm, 0u);
}

TEST(AclConversion, EntriesThatCannotBeWrittenBackAreTold) {
  nt::Security s = list_of_mode(0600), back;
  alignas(8) unsigned char bytes[2048];
  size_t n = nt::build_security(s, nt::kDaclPart, bytes, sizeof bytes);
  ASSERT_TRUE(nt::parse_security(bytes, n, back));
  EXPECT_FALSE(back.incomplete);
  bytes[20 + 8] = 9; // the first entry becomes a conditional one
  ASSERT_TRUE(nt::parse_security(bytes, n, back));
  EXPECT_TRUE(back.incomplete);
}

TEST(AclText, ThereAndBack) {
  acl_t a = acl_from_text("user::rwx\ngroup::r-x\nother::---\nuser:1234:rw-\nmask::rwx");
  ASSERT_NE(a, nullptr);
  EXPECT_EQ(acl_valid(a), 0);
  EXPECT_EQ(acl_entries(a), 5);
  char *text = acl_to_any_text(a, nullptr, ',', TEXT_ABBREVIATE | TEXT_NUMERIC_IDS);
  EXPECT_STREQ(text, "u::rwx,u:1234:rw-,g::r-x,m::rwx,o::---");
  acl_t b = acl_from_text(text);
  EXPECT_EQ(acl_cmp(a, b), 0);
  acl_free(text);
  acl_free(a), acl_free(b);
  for (const char *wrong : {"user::rwz", "nobody", "user:1:2:3", "x::rwx"}) {
    errno = 0;
    EXPECT_EQ(acl_from_text(wrong), nullptr) << wrong;
    EXPECT_EQ(errno, EINVAL);
  }
}

TEST(AclInMemory, EntriesAndPermissions) {
  acl_t a = acl_from_mode(0640);
  mode_t mode;
  EXPECT_EQ(acl_equiv_mode(a, &mode), 0);
  EXPECT_EQ(mode & 0777, 0640u);
  acl_entry_t e;
  ASSERT_EQ(acl_create_entry(&a, &e), 0);
  EXPECT_EQ(acl_set_tag_type(e, ACL_USER), 0);
  uid_t who = 77;
  EXPECT_EQ(acl_set_qualifier(e, &who), 0);
  acl_permset_t p;
  EXPECT_EQ(acl_get_permset(e, &p), 0);
  EXPECT_EQ(acl_clear_perms(p), 0);
  EXPECT_EQ(acl_add_perm(p, ACL_READ | ACL_EXECUTE), 0);
  EXPECT_EQ(acl_get_perm(p, ACL_READ), 1);
  EXPECT_EQ(acl_get_perm(p, ACL_WRITE), 0);
  EXPECT_EQ(acl_valid(a), -1); // somebody is named: a mask is missing
  EXPECT_EQ(acl_calc_mask(&a), 0);
  EXPECT_EQ(acl_valid(a), 0);
  EXPECT_EQ(acl_equiv_mode(a, &mode), 1);
  int seen = 0;
  for (int which = ACL_FIRST_ENTRY; acl_get_entry(a, which, &e) == 1; which = ACL_NEXT_ENTRY) {
    acl_tag_t tag;
    EXPECT_EQ(acl_get_tag_type(e, &tag), 0);
    if (tag != ACL_USER) continue;
    auto *q = static_cast<uid_t *>(acl_get_qualifier(e));
    EXPECT_EQ(*q, who);
    acl_free(q);
    seen++;
  }
  EXPECT_EQ(seen, 1);
  acl_t copy = acl_dup(a);
  EXPECT_EQ(acl_cmp(a, copy), 0);
  char external[512];
  ssize_t n = acl_copy_ext(external, a, sizeof external);
  EXPECT_EQ(n, acl_size(a));
  acl_t back = acl_copy_int(external);
  EXPECT_EQ(acl_cmp(a, back), 0);
  EXPECT_EQ(acl_copy_ext(external, a, 1), -1);
  EXPECT_EQ(errno, ERANGE);
  acl_free(a), acl_free(copy), acl_free(back);
}

class AclOfFiles : public Folder {};

TEST_F(AclOfFiles, SayWhatTheModeSays) {
  write_file("f", "x", 0604);
  acl_t a = acl_get_file("f", ACL_TYPE_ACCESS);
  ASSERT_NE(a, nullptr) << errno;
  mode_t mode;
  EXPECT_EQ(acl_equiv_mode(a, &mode), 0);
  EXPECT_EQ(mode & 0707, 0604u);
  acl_free(a);
  EXPECT_EQ(acl_extended_file("f"), 0);
  acl_t wanted = acl_from_mode(0400);
  EXPECT_EQ(acl_set_file("f", ACL_TYPE_ACCESS, wanted), 0) << errno;
  acl_free(wanted);
  struct stat st;
  stat("f", &st);
  EXPECT_EQ(st.st_mode & 0707, 0400u);
  chmod("f", 0600);
}

TEST_F(AclOfFiles, Errors) {
  write_file("f", "x");
  EXPECT_EQ(acl_get_file("no", ACL_TYPE_ACCESS), nullptr);
  EXPECT_EQ(errno, ENOENT);
  EXPECT_EQ(acl_get_file("f", 7), nullptr);
  EXPECT_EQ(errno, EINVAL);
  acl_t a = acl_from_mode(0644);
  EXPECT_ERRNO(acl_set_file("f", ACL_TYPE_DEFAULT, a), EACCES);
  acl_free(a);
  acl_t empty = acl_init(4);
  EXPECT_ERRNO(acl_set_file("f", ACL_TYPE_ACCESS, empty), EINVAL);
  acl_free(empty);
  EXPECT_EQ(acl_get_fd(-1), nullptr);
  EXPECT_EQ(errno, EBADF);
}

TEST_F(AclOfFiles, Solaris) {
  write_file("f", "x", 0640);
  int n = acl("f", GETACLCNT, 0, nullptr);
  ASSERT_GE(n, 3);
  aclent_t entries[64];
  EXPECT_EQ(acl("f", GETACL, 64, entries), n);
  EXPECT_EQ(aclcheck(entries, n, nullptr), 0);
  EXPECT_EQ(aclsort(n, 0, entries), 0);
  mode_t mode;
  EXPECT_EQ(acltomode(entries, n, &mode), 0);
  EXPECT_EQ(mode & 0707, 0600u);
  EXPECT_ERRNO(acl("f", GETACL, 1, entries), ENOSPC);
  char *text = acltotext(entries, n);
  ASSERT_NE(text, nullptr);
  int count = 0;
  aclent_t *parsed = aclfromtext(text, &count);
  ASSERT_NE(parsed, nullptr);
  EXPECT_EQ(count, n);
  free(parsed);
  free(text);
}

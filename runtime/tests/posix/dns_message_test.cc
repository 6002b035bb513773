// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// dn_comp, dn_expand and ns_initparse: names in DNS messages, forged ones too.
#include <arpa/nameser.h>
#include <gtest/gtest.h>
#include <resolv.h>
#include <string.h>
#include <string>
#include <vector>

namespace {

struct Message {
  unsigned char bytes[512] = {};
  unsigned char *names[16] = {bytes};
  int length = NS_HFIXEDSZ;
  int add(const char *name) {
    int n = dn_comp(name, bytes + length, static_cast<int>(sizeof bytes) - length, names, names + 16);
    if (n > 0) length += n;
    return n;
  }
  std::string expand(int at) {
    char text[NS_MAXDNAME];
    return dn_expand(bytes, bytes + length, bytes + at, text, sizeof text) < 0 ? "none" : text;
  }
};

} // namespace

TEST(DnsNames, ARepeatedTailBecomesAPointer) {
  Message m;
  EXPECT_EQ(m.add("www.example.com"), 17);
  EXPECT_EQ(m.add("mail.example.com"), 7);
  EXPECT_EQ(m.add("WWW.example.COM"), 2);
  EXPECT_EQ(m.expand(NS_HFIXEDSZ), "www.example.com");
  EXPECT_EQ(m.expand(NS_HFIXEDSZ + 17), "mail.example.com");
  EXPECT_EQ(m.expand(NS_HFIXEDSZ + 24), "www.example.com");
}

TEST(DnsNames, SpecialCharactersAreEscaped) {
  Message m;
  ASSERT_GT(m.add("a\\.b\\001.c"), 0);
  EXPECT_EQ(m.bytes[NS_HFIXEDSZ], 4);
  EXPECT_EQ(m.expand(NS_HFIXEDSZ), "a\\.b\\001.c");
}

TEST(DnsNames, TooLongIsRefused) {
  Message m;
  EXPECT_EQ(m.add((std::string(64, 'a') + ".com").c_str()), -1);
  EXPECT_EQ(m.add((std::string(63, 'a') + ".com").c_str()), 69);
}

TEST(DnsNames, APointerLoopEnds) {
  unsigned char message[] = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 'a', 0xc0, 12, 0xc0, 16};
  char text[64];
  EXPECT_EQ(dn_expand(message, message + sizeof message, message + 12, text, sizeof text), -1);
  EXPECT_EQ(dn_expand(message, message + sizeof message, message + 16, text, sizeof text), -1);
  EXPECT_EQ(dn_skipname(message + 12, message + sizeof message), 4);
}

TEST(DnsMessage, RecordsArePointedOut) {
  Message m;
  ns_put16(0x1234, m.bytes);
  ns_put16(1, m.bytes + 4);
  ns_put16(1, m.bytes + 6);
  m.add("example.com");
  unsigned char *p = m.bytes + m.length;
  NS_PUT16(ns_t_a, p);
  NS_PUT16(ns_c_in, p);
  m.length = static_cast<int>(p - m.bytes);
  m.add("example.com");
  p = m.bytes + m.length;
  NS_PUT16(ns_t_a, p);
  NS_PUT16(ns_c_in, p);
  NS_PUT32(300, p);
  NS_PUT16(4, p);
  memcpy(p, "\x7f\0\0\1", 4);
  m.length = static_cast<int>(p - m.bytes) + 4;

  ns_msg handle;
  ASSERT_EQ(ns_initparse(m.bytes, m.length, &handle), 0);
  EXPECT_EQ(ns_msg_id(handle), 0x1234);
  EXPECT_EQ(ns_msg_count(handle, ns_s_an), 1);
  ns_rr rr;
  ASSERT_EQ(ns_parserr(&handle, ns_s_an, 0, &rr), 0);
  EXPECT_STREQ(ns_rr_name(rr), "example.com");
  EXPECT_EQ(ns_rr_ttl(rr), 300u);
  EXPECT_EQ(ns_rr_rdlen(rr), 4);
  EXPECT_EQ(ns_rr_rdata(rr)[0], 0x7f);
  EXPECT_EQ(ns_parserr(&handle, ns_s_an, 1, &rr), -1);
  for (int cut = 0; cut < m.length; cut++) EXPECT_EQ(ns_initparse(m.bytes, cut, &handle), -1) << cut;
}

// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Addresses as text: inet_pton, inet_ntop, inet_aton and BSD's class functions.
#include <arpa/inet.h>
#include <errno.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <string.h>
#include <string>

namespace {

std::string ipv6(const char *text) {
  in6_addr address;
  char out[INET6_ADDRSTRLEN];
  if (inet_pton(AF_INET6, text, &address) != 1) return "none";
  return inet_ntop(AF_INET6, &address, out, sizeof out);
}

std::string ipv4(const char *text) {
  in_addr address;
  return inet_aton(text, &address) ? inet_ntoa(address) : "none";
}

} // namespace

TEST(Inet, Ipv6IsWrittenInItsShortestForm) {
  EXPECT_EQ(ipv6("0:0:0:0:0:0:0:0"), "::");
  EXPECT_EQ(ipv6("0:0:0:0:0:0:0:1"), "::1");
  EXPECT_EQ(ipv6("2001:DB8:0:0:1:0:0:1"), "2001:db8::1:0:0:1");
  EXPECT_EQ(ipv6("2001:db8:0:1:1:1:1:1"), "2001:db8:0:1:1:1:1:1");
  EXPECT_EQ(ipv6("fe80::"), "fe80::");
  EXPECT_EQ(ipv6("::ffff:192.0.2.1"), "::ffff:192.0.2.1");
  EXPECT_EQ(ipv6("1:2:3:4:5:6:1.2.3.4"), "1:2:3:4:5:6:102:304");
}

TEST(Inet, WrongIpv6IsRefused) {
  for (const char *text : {"", ":", ":::", "1::2::3", "12345::", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "1:", ":1", "::1.2.3", "::g",
                           "1:2:3:4:5:6:7:1.2.3.4", "::1%lo"})
    EXPECT_EQ(ipv6(text), "none") << text;
}

TEST(Inet, PtonTakesDottedDecimalOnly) {
  in_addr address;
  EXPECT_EQ(inet_pton(AF_INET, "192.0.2.255", &address), 1);
  EXPECT_EQ(address.s_addr, htonl(0xc00002ff));
  for (const char *text : {"1.2.3", "1.2.3.256", "01.2.3.4", "1.2.3.4 ", "0x1.2.3.4", ""})
    EXPECT_EQ(inet_pton(AF_INET, text, &address), 0) << text;
}

TEST(Inet, AtonTakesOneToFourPartsAndThreeBases) {
  EXPECT_EQ(ipv4("127.1"), "127.0.0.1");
  EXPECT_EQ(ipv4("0x7f000001"), "127.0.0.1");
  EXPECT_EQ(ipv4("10.0.258"), "10.0.1.2");
  EXPECT_EQ(ipv4("010.1.2.3"), "8.1.2.3");
  EXPECT_EQ(ipv4("1.2.3.4 x"), "1.2.3.4");
  for (const char *text : {"", "1.2.3.4.5", "256.1", "1.16777216", "1.2.65536", "1.2.3.4x", "."}) EXPECT_EQ(ipv4(text), "none") << text;
}

TEST(Inet, ErrorsOfNtop) {
  in6_addr any = IN6ADDR_ANY_INIT;
  char small[2];
  errno = 0;
  EXPECT_EQ(inet_ntop(AF_INET6, &any, small, sizeof small), nullptr);
  EXPECT_EQ(errno, ENOSPC);
  EXPECT_EQ(inet_ntop(12345, &any, small, sizeof small), nullptr);
  EXPECT_EQ(errno, EAFNOSUPPORT);
  EXPECT_EQ(inet_pton(12345, "1.2.3.4", &any), -1);
  EXPECT_EQ(errno, EAFNOSUPPORT);
  EXPECT_EQ(memcmp(&in6addr_any, &any, sizeof any), 0);
  EXPECT_EQ(in6addr_loopback.s6_addr[15], 1);
}

TEST(Inet, Classes) {
  in_addr a{htonl(0x0a010203)}, b{htonl(0xac100102)}, c{htonl(0xc0000201)};
  EXPECT_EQ(inet_netof(a), 0x0au);
  EXPECT_EQ(inet_lnaof(a), 0x010203u);
  EXPECT_EQ(inet_netof(b), 0xac10u);
  EXPECT_EQ(inet_lnaof(c), 1u);
  EXPECT_EQ(inet_makeaddr(0xc00002, 1).s_addr, c.s_addr);
  EXPECT_EQ(inet_network("10.1"), 0x0a01u);
  EXPECT_EQ(inet_network("256"), INADDR_NONE);
}

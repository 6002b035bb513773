/* SPDX-FileCopyrightText: The Tern authors */
/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* POSIX.1-2024 XBD <netinet/tcp.h>; values as Windows', or Cygwin-style high ones for what Windows lacks. */
#ifndef _NETINET_TCP_H
#define _NETINET_TCP_H

#include <sys/cdefs.h>
#include <sys/types.h>
#include <stdint.h>
#include <machine/endian.h>

#ifndef _WINSOCK2API_
#define TCP_NODELAY 0x0001
#define TCP_KEEPIDLE 0x0003
#define TCP_MAXSEG 0x0004
#define TCP_FASTOPEN 0x000f
#define TCP_KEEPCNT 0x0010
#define TCP_KEEPINTVL 0x0011
#endif
#if __MISC_VISIBLE
/* Linux. */
#define TCP_CORK 0x2003
#define TCP_NOPUSH TCP_CORK
#define TCP_QUICKACK 0x200c
#define TCP_DEFER_ACCEPT 0x2009
#define TCP_USER_TIMEOUT 0x2012
#define TCP_MAXSEG_DEFAULT 536
#define TCP_MSS 536
#define TCP_MAXWIN 65535
#define TCP_MAX_WINSHIFT 14

/* BSD: options and the header on the wire. */
#define TCPOPT_EOL 0
#define TCPOPT_NOP 1
#define TCPOPT_MAXSEG 2
#define TCPOLEN_MAXSEG 4
#define TCPOPT_WINDOW 3
#define TCPOLEN_WINDOW 3
#define TCPOPT_SACK_PERMITTED 4
#define TCPOLEN_SACK_PERMITTED 2
#define TCPOPT_SACK 5
#define TCPOPT_TIMESTAMP 8
#define TCPOLEN_TIMESTAMP 10

typedef uint32_t tcp_seq;

struct tcphdr
{
  uint16_t th_sport;
  uint16_t th_dport;
  tcp_seq th_seq;
  tcp_seq th_ack;
  uint8_t th_x2 : 4;
  uint8_t th_off : 4;
  uint8_t th_flags;
#define TH_FIN 0x01
#define TH_SYN 0x02
#define TH_RST 0x04
#define TH_PUSH 0x08
#define TH_ACK 0x10
#define TH_URG 0x20
  uint16_t th_win;
  uint16_t th_sum;
  uint16_t th_urp;
};
#endif

#endif

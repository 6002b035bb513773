/* SPDX-FileCopyrightText: The Tern authors */
/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* BSD and Linux: ARP. */
#ifndef _NET_IF_ARP_H
#define _NET_IF_ARP_H

#include <sys/socket.h>
#include <stdint.h>

#define ARPHRD_ETHER 1
#define ARPHRD_LOOPBACK 772
#define ARPOP_REQUEST 1
#define ARPOP_REPLY 2
#define ARPOP_RREQUEST 3
#define ARPOP_RREPLY 4

struct arphdr
{
  uint16_t ar_hrd;
  uint16_t ar_pro;
  uint8_t ar_hln;
  uint8_t ar_pln;
  uint16_t ar_op;
};

#endif

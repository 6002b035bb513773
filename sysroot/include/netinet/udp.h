/* SPDX-FileCopyrightText: The Tern authors */
/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* BSD: the UDP header on the wire. */
#ifndef _NETINET_UDP_H
#define _NETINET_UDP_H

#include <sys/types.h>
#include <stdint.h>

struct udphdr
{
  uint16_t uh_sport;
  uint16_t uh_dport;
  uint16_t uh_ulen;
  uint16_t uh_sum;
};

#endif

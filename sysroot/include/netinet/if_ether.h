/* SPDX-FileCopyrightText: The Tern authors */
/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* BSD: Ethernet addresses and ARP. */
#ifndef _NETINET_IF_ETHER_H
#define _NETINET_IF_ETHER_H

#include <net/ethernet.h>
#include <net/if_arp.h>

#endif

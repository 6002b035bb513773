/* SPDX-FileCopyrightText: The Tern authors */
/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* GNU. */
#ifndef _BYTESWAP_H
#define _BYTESWAP_H

#include <stdint.h>

#define bswap_16(x) ((uint16_t) __builtin_bswap16 (x))
#define bswap_32(x) ((uint32_t) __builtin_bswap32 (x))
#define bswap_64(x) ((uint64_t) __builtin_bswap64 (x))

#endif

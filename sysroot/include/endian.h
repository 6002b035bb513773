/* SPDX-FileCopyrightText: The Tern authors */
/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* POSIX.1-2024 XBD <endian.h>. */
#ifndef _ENDIAN_H
#define _ENDIAN_H

#include <sys/cdefs.h>
#include <stdint.h>

#ifndef LITTLE_ENDIAN
#define LITTLE_ENDIAN 1234
#endif
#ifndef BIG_ENDIAN
#define BIG_ENDIAN 4321
#endif
#ifndef BYTE_ORDER
#define BYTE_ORDER LITTLE_ENDIAN
#endif
#if __MISC_VISIBLE
/* BSD and Linux. */
#ifndef PDP_ENDIAN
#define PDP_ENDIAN 3412
#endif
#define __LITTLE_ENDIAN 1234
#define __BIG_ENDIAN 4321
#define __PDP_ENDIAN 3412
#define __BYTE_ORDER __LITTLE_ENDIAN
#define __FLOAT_WORD_ORDER __LITTLE_ENDIAN
#endif

#ifndef htobe16
#define be16toh(x) ((uint16_t) __builtin_bswap16 (x))
#define be32toh(x) ((uint32_t) __builtin_bswap32 (x))
#define be64toh(x) ((uint64_t) __builtin_bswap64 (x))
#define htobe16(x) ((uint16_t) __builtin_bswap16 (x))
#define htobe32(x) ((uint32_t) __builtin_bswap32 (x))
#define htobe64(x) ((uint64_t) __builtin_bswap64 (x))
#define htole16(x) ((uint16_t) (x))
#define htole32(x) ((uint32_t) (x))
#define htole64(x) ((uint64_t) (x))
#define le16toh(x) ((uint16_t) (x))
#define le32toh(x) ((uint32_t) (x))
#define le64toh(x) ((uint64_t) (x))
#endif

#endif

/* SPDX-FileCopyrightText: The Tern authors */
/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* POSIX.1-2024 XBD <uchar.h> (C11 7.28, C23 7.30). char16_t is UTF-16 and char32_t UTF-32. */
#ifndef _UCHAR_H
#define _UCHAR_H

#include <sys/cdefs.h>
#include <sys/_types.h>
#define __need_size_t
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

#define __STDC_VERSION_UCHAR_H__ 202311L

#ifndef _MBSTATE_DECLARED
typedef _mbstate_t mbstate_t;
#define _MBSTATE_DECLARED
#endif

#ifndef __cplusplus
typedef __CHAR16_TYPE__ char16_t;
typedef __CHAR32_TYPE__ char32_t;
#endif

size_t c16rtomb (char *__restrict, char16_t, mbstate_t *__restrict);
size_t c32rtomb (char *__restrict, char32_t, mbstate_t *__restrict);
size_t mbrtoc16 (char16_t *__restrict, const char *__restrict, size_t, mbstate_t *__restrict);
size_t mbrtoc32 (char32_t *__restrict, const char *__restrict, size_t, mbstate_t *__restrict);
#if __ISO_C_VISIBLE >= 2020
#ifndef __cplusplus
typedef unsigned char char8_t;
#endif
#if !defined __cplusplus || defined __cpp_char8_t
size_t c8rtomb (char *__restrict, char8_t, mbstate_t *__restrict);
size_t mbrtoc8 (char8_t *__restrict, const char *__restrict, size_t, mbstate_t *__restrict);
#endif
#endif

#ifdef __cplusplus
}
#endif

#endif

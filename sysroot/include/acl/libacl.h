/* SPDX-FileCopyrightText: The Tern authors */
/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Linux: what libacl adds to <sys/acl.h>. */
#ifndef _ACL_LIBACL_H
#define _ACL_LIBACL_H

#include <sys/acl.h>

#ifdef __cplusplus
extern "C" {
#endif

#define TEXT_SOME_EFFECTIVE 0x01
#define TEXT_ALL_EFFECTIVE 0x02
#define TEXT_SMART_INDENT 0x04
#define TEXT_NUMERIC_IDS 0x08
#define TEXT_ABBREVIATE 0x10

#define ACL_MULTI_ERROR 0x1000
#define ACL_DUPLICATE_ERROR 0x2000
#define ACL_MISS_ERROR 0x3000
#define ACL_ENTRY_ERROR 0x4000

int acl_check (acl_t, int *);
int acl_cmp (acl_t, acl_t);
int acl_entries (acl_t);
int acl_equiv_mode (acl_t, mode_t *);
const char *acl_error (int);
int acl_extended_fd (int);
int acl_extended_file (const char *);
int acl_extended_file_nofollow (const char *);
acl_t acl_from_mode (mode_t);
int acl_get_perm (acl_permset_t, acl_perm_t);
char *acl_to_any_text (acl_t, const char *, char, int);

#ifdef __cplusplus
}
#endif

#endif

/* SPDX-FileCopyrightText: The Tern authors */
/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Access control lists: POSIX.1e draft 17 (as in Linux's libacl), and Solaris' acl() that Cygwin has besides. */
#ifndef _SYS_ACL_H
#define _SYS_ACL_H

#include <sys/cdefs.h>
#include <sys/stat.h>
#include <sys/types.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct __tern_acl *acl_t;
typedef struct __tern_acl_entry *acl_entry_t;
typedef mode_t *acl_permset_t;
typedef mode_t acl_perm_t;
typedef int acl_tag_t;
typedef int acl_type_t;

#define ACL_READ 0x4
#define ACL_WRITE 0x2
#define ACL_EXECUTE 0x1

#define ACL_UNDEFINED_TAG 0x00
#define ACL_USER_OBJ 0x01
#define ACL_USER 0x02
#define ACL_GROUP_OBJ 0x04
#define ACL_GROUP 0x08
#define ACL_MASK 0x10
#define ACL_OTHER 0x20

#define ACL_TYPE_ACCESS 0x8000
#define ACL_TYPE_DEFAULT 0x4000

#define ACL_FIRST_ENTRY 0
#define ACL_NEXT_ENTRY 1
#define ACL_UNDEFINED_ID ((id_t) -1)

int acl_add_perm (acl_permset_t, acl_perm_t);
int acl_calc_mask (acl_t *);
int acl_clear_perms (acl_permset_t);
int acl_copy_entry (acl_entry_t, acl_entry_t);
ssize_t acl_copy_ext (void *, acl_t, ssize_t);
acl_t acl_copy_int (const void *);
int acl_create_entry (acl_t *, acl_entry_t *);
int acl_delete_def_file (const char *);
int acl_delete_entry (acl_t, acl_entry_t);
int acl_delete_perm (acl_permset_t, acl_perm_t);
acl_t acl_dup (acl_t);
int acl_free (void *);
acl_t acl_from_text (const char *);
int acl_get_entry (acl_t, int, acl_entry_t *);
acl_t acl_get_fd (int);
acl_t acl_get_file (const char *, acl_type_t);
int acl_get_permset (acl_entry_t, acl_permset_t *);
void *acl_get_qualifier (acl_entry_t);
int acl_get_tag_type (acl_entry_t, acl_tag_t *);
acl_t acl_init (int);
int acl_set_fd (int, acl_t);
int acl_set_file (const char *, acl_type_t, acl_t);
int acl_set_permset (acl_entry_t, acl_permset_t);
int acl_set_qualifier (acl_entry_t, const void *);
int acl_set_tag_type (acl_entry_t, acl_tag_t);
ssize_t acl_size (acl_t);
char *acl_to_text (acl_t, ssize_t *);
int acl_valid (acl_t);

#if __MISC_VISIBLE
/* Solaris and Cygwin. */
typedef struct acl
{
  int a_type;
  id_t a_id;
  mode_t a_perm;
} aclent_t;

#define SETACL 0
#define GETACL 1
#define GETACLCNT 2

#define MIN_ACL_ENTRIES 3
#define MAX_ACL_ENTRIES 2730

#define USER_OBJ 0x0001
#define USER 0x0002
#define GROUP_OBJ 0x0004
#define GROUP 0x0008
#define CLASS_OBJ 0x0010
#define OTHER_OBJ 0x0020
#define ACL_DEFAULT 0x1000
#define DEF_USER_OBJ (ACL_DEFAULT | USER_OBJ)
#define DEF_USER (ACL_DEFAULT | USER)
#define DEF_GROUP_OBJ (ACL_DEFAULT | GROUP_OBJ)
#define DEF_GROUP (ACL_DEFAULT | GROUP)
#define DEF_CLASS_OBJ (ACL_DEFAULT | CLASS_OBJ)
#define DEF_OTHER_OBJ (ACL_DEFAULT | OTHER_OBJ)

#define GRP_ERROR 1
#define USER_ERROR 2
#define CLASS_ERROR 3
#define DUPLICATE_ERROR 4
#define ENTRY_ERROR 5
#define MISS_ERROR 6
#define MEM_ERROR 7
#define OTHER_ERROR 8

int acl (const char *, int, int, aclent_t *);
int facl (int, int, int, aclent_t *);
int aclcheck (aclent_t *, int, int *);
int aclsort (int, int, aclent_t *);
int acltomode (aclent_t *, int, mode_t *);
int aclfrommode (aclent_t *, int, mode_t *);
int acltopbits (aclent_t *, int, mode_t *);
int aclfrompbits (aclent_t *, int, mode_t *);
char *acltotext (aclent_t *, int);
aclent_t *aclfromtext (char *, int *);
#endif

#ifdef __cplusplus
}
#endif

#endif

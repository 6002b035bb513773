/* SPDX-FileCopyrightText: The Tern authors */
/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* POSIX.1-2024 XBD <search.h>. */
#ifndef _SEARCH_H_
#define _SEARCH_H_

#include <sys/cdefs.h>
#include <sys/types.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct entry
{
  char *key;
  void *data;
} ENTRY;

typedef enum
{
  FIND,
  ENTER
} ACTION;

typedef enum
{
  preorder,
  postorder,
  endorder,
  leaf
} VISIT;

#ifdef _SEARCH_PRIVATE
typedef struct node
{
  char *key;
  struct node *llink, *rlink;
} node_t;
#endif

#ifndef __compar_fn_t_defined
#define __compar_fn_t_defined
typedef int (*__compar_fn_t) (const void *, const void *);
#endif

int hcreate (size_t);
void hdestroy (void);
ENTRY *hsearch (ENTRY, ACTION);
void insque (void *, void *);
void *lfind (const void *, const void *, size_t *, size_t, __compar_fn_t);
void *lsearch (const void *, void *, size_t *, size_t, __compar_fn_t);
void remque (void *);
void *tdelete (const void *__restrict, void **__restrict, __compar_fn_t);
void *tfind (const void *, void **, __compar_fn_t);
void *tsearch (const void *, void **, __compar_fn_t);
void twalk (const void *, void (*) (const void *, VISIT, int));

#if __MISC_VISIBLE
/* GNU. */
struct hsearch_data
{
  struct internal_head *htable;
  size_t htablesize;
};
int hcreate_r (size_t, struct hsearch_data *);
void hdestroy_r (struct hsearch_data *);
int hsearch_r (ENTRY, ACTION, ENTRY **, struct hsearch_data *);
void tdestroy (void *, void (*) (void *));
#endif

#ifdef __cplusplus
}
#endif

#endif

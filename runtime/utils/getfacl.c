/* SPDX-FileCopyrightText: The Tern authors */
/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* getfacl: shows owner, group and access list of files. */
#include <errno.h>
#include <grp.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/acl.h>
#include <sys/stat.h>

static const char *user_name (uid_t id)
{
  static char number[16];
  struct passwd *p = getpwuid (id);
  snprintf (number, sizeof number, "%u", (unsigned) id);
  return p ? p->pw_name : number;
}
static const char *group_name (gid_t id)
{
  static char number[16];
  struct group *g = getgrgid (id);
  snprintf (number, sizeof number, "%u", (unsigned) id);
  return g ? g->gr_name : number;
}

int main (int argc, char **argv)
{
  int bad = 0;
  if (argc < 2 || !strcmp (argv[1], "--help"))
    {
      fputs ("Usage: getfacl FILE...\n", argc < 2 ? stderr : stdout);
      return argc < 2;
    }
  for (int i = 1; i < argc; i++)
    {
      struct stat st;
      acl_t acl = stat (argv[i], &st) ? NULL : acl_get_file (argv[i], ACL_TYPE_ACCESS);
      char *text = acl ? acl_to_text (acl, NULL) : NULL;
      if (!text)
        {
          fprintf (stderr, "getfacl: %s: %s\n", argv[i], strerror (errno));
          bad = 1;
          continue;
        }
      printf ("# file: %s\n# owner: %s\n", argv[i], user_name (st.st_uid));
      printf ("# group: %s\n%s\n", group_name (st.st_gid), text);
      acl_free (text);
      acl_free (acl);
    }
  return bad;
}

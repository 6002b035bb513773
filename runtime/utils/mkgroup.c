/* SPDX-FileCopyrightText: The Tern authors */
/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* mkgroup: lines for /etc/group from what the system knows: the current groups, or the named ones. */
#include <grp.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static void line (const struct group *g) { printf ("%s:%s:%u:\n", g->gr_name, g->gr_passwd, (unsigned) g->gr_gid); }

int main (int argc, char **argv)
{
  int bad = 0, names = 0, all = 0;
  for (int i = 1; i < argc; i++)
    {
      if (!strcmp (argv[i], "--help") || !strcmp (argv[i], "-h"))
        {
          puts ("Usage: mkgroup [-c] [-l] [NAME]...\nWrite lines for /etc/group: of the named groups, else of the current one (-c) or of all of the current user's (-l).");
          return 0;
        }
      if (!strcmp (argv[i], "-l"))
        all = 1;
      if (argv[i][0] == '-')
        continue;
      names = 1;
      struct group *g = getgrnam (argv[i]);
      if (g)
        line (g);
      else
        {
          fprintf (stderr, "mkgroup: %s: no such group\n", argv[i]);
          bad = 1;
        }
    }
  if (names)
    return bad;
  gid_t list[256];
  int n = all ? getgroups (256, list) : 1;
  if (!all)
    list[0] = getgid ();
  for (int i = 0; i < n; i++)
    {
      struct group *g = getgrgid (list[i]);
      if (g)
        line (g);
    }
  return 0;
}

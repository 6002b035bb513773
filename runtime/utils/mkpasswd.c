/* SPDX-FileCopyrightText: The Tern authors */
/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* mkpasswd: lines for /etc/passwd from what the system knows: the current user, or the named ones. */
#include <pwd.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static void line (const struct passwd *p)
{
  printf ("%s:%s:%u:%u:%s:%s:%s\n", p->pw_name, p->pw_passwd, (unsigned) p->pw_uid, (unsigned) p->pw_gid, p->pw_gecos, p->pw_dir, p->pw_shell);
}

int main (int argc, char **argv)
{
  int bad = 0, names = 0;
  for (int i = 1; i < argc; i++)
    {
      if (!strcmp (argv[i], "--help") || !strcmp (argv[i], "-h"))
        {
          puts ("Usage: mkpasswd [-c] [-l] [[-u] NAME]...\nWrite lines for /etc/passwd: of the named users, else of the current one (-c) and the system's own (-l).");
          return 0;
        }
      if (!strcmp (argv[i], "-l"))
        {
          static const char *const own[] = {"SYSTEM", "LOCAL SERVICE", "NETWORK SERVICE", "Administrators"};
          for (size_t k = 0; k < sizeof own / sizeof *own; k++)
            {
              struct passwd *p = getpwnam (own[k]);
              if (p)
                line (p);
            }
          continue;
        }
      if (argv[i][0] == '-')
        continue;
      names = 1;
      struct passwd *p = getpwnam (argv[i]);
      if (p)
        line (p);
      else
        {
          fprintf (stderr, "mkpasswd: %s: no such user\n", argv[i]);
          bad = 1;
        }
    }
  if (!names)
    {
      struct passwd *p = getpwuid (getuid ());
      if (!p)
        {
          fputs ("mkpasswd: the current user has no name\n", stderr);
          return 1;
        }
      line (p);
    }
  return bad;
}

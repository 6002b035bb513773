/* SPDX-FileCopyrightText: The Tern authors */
/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* mount: shows the mount table, or adds to it for this session. */
#include <errno.h>
#include <getopt.h>
#include <mntent.h>
#include <stdio.h>
#include <string.h>
#include <sys/mount.h>

static const struct { const char *name; unsigned set; } known[] = {
    {"binary", MOUNT_BINARY}, {"text", MOUNT_TEXT}, {"exec", MOUNT_EXEC}, {"cygexec", MOUNT_EXEC}, {"notexec", MOUNT_NOTEXEC}, {"noexec", MOUNT_NOTEXEC},
    {"noacl", MOUNT_NOACL}, {"acl", 0}, {"ihash", MOUNT_IHASH}, {"bind", MOUNT_BIND}, {"user", 0}, {"sparse", MOUNT_SPARSE}, {"posix=0", MOUNT_NOPOSIX}, {"posix=1", 0}};

static int parse (char *list, unsigned *flags)
{
  for (char *word; (word = strsep (&list, ","));)
    {
      size_t i = 0;
      while (i < sizeof known / sizeof *known && strcmp (known[i].name, word))
        i++;
      if (i == sizeof known / sizeof *known)
        {
          fprintf (stderr, "mount: unknown option: %s\n", word);
          return 1;
        }
      *flags |= known[i].set;
    }
  return 0;
}

static int show (void)
{
  FILE *f = setmntent (MOUNTED, "r");
  if (!f)
    {
      perror ("mount");
      return 1;
    }
  for (struct mntent *m; (m = getmntent (f));)
    printf ("%s on %s type %s (%s)\n", m->mnt_fsname, m->mnt_dir, m->mnt_type, m->mnt_opts);
  endmntent (f);
  return 0;
}

int main (int argc, char **argv)
{
  static const struct option options[] = {{"options", 1, 0, 'o'}, {"change-cygdrive-prefix", 0, 0, 'c'}, {"bind", 0, 0, 'B'}, {"force", 0, 0, 'f'},
                                          {"show-cygdrive-prefix", 0, 0, 'p'}, {"help", 0, 0, 'h'}, {0, 0, 0, 0}};
  unsigned flags = 0;
  int c, prefix = 0;
  while ((c = getopt_long (argc, argv, "o:cfph", options, NULL)) != -1)
    switch (c)
      {
      case 'o':
        if (parse (optarg, &flags))
          return 1;
        break;
      case 'c': prefix = 1; break;
      case 'B': flags |= MOUNT_BIND; break;
      case 'f': break;
      case 'p':
        {
          FILE *f = setmntent (MOUNTED, "r");
          for (struct mntent *m; f && (m = getmntent (f));)
            {
              size_t n = strlen (m->mnt_dir);
              if (n > 2 && m->mnt_dir[n - 2] == '/' && strlen (m->mnt_fsname) == 2 && m->mnt_fsname[1] == ':')
                {
                  printf ("Prefix              Type         Flags\n%-19.*s user         binmode\n", (int) n - 2, m->mnt_dir);
                  return 0;
                }
            }
          return 1;
        }
      case 'h':
        puts ("Usage: mount [-o OPTION[,...]] WIN32PATH POSIXPATH\n       mount -c POSIXPATH    set the prefix of drives\n       mount -p              show it\n"
              "       mount                 show all\n\nOptions: binary text exec notexec acl noacl ihash bind posix=0|1");
        return 0;
      default: return 1;
      }
  if (prefix && optind + 1 == argc)
    {
      if (mount ("", argv[optind], MOUNT_CYGDRIVE) == 0)
        return 0;
      fprintf (stderr, "mount: %s: %s\n", argv[optind], strerror (errno));
      return 1;
    }
  if (optind == argc)
    return show ();
  if (optind + 2 != argc)
    {
      fputs ("mount: two paths are needed; try 'mount --help'\n", stderr);
      return 1;
    }
  if (mount (argv[optind], argv[optind + 1], flags) == 0)
    return 0;
  fprintf (stderr, "mount: %s on %s: %s\n", argv[optind], argv[optind + 1], strerror (errno));
  return 1;
}

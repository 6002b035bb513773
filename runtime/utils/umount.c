/* SPDX-FileCopyrightText: The Tern authors */
/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* umount: takes a mount out of the table for this session. */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/mount.h>

int main (int argc, char **argv)
{
  if (argc < 2 || !strcmp (argv[1], "--help") || !strcmp (argv[1], "-h"))
    {
      fputs ("Usage: umount POSIXPATH...\n", argc < 2 ? stderr : stdout);
      return argc < 2;
    }
  int bad = 0;
  for (int i = 1; i < argc; i++)
    if (umount (argv[i]))
      {
        fprintf (stderr, "umount: %s: %s\n", argv[i], errno == EINVAL ? "not mounted" : strerror (errno));
        bad = 1;
      }
  return bad;
}

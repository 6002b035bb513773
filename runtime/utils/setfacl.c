/* SPDX-FileCopyrightText: The Tern authors */
/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* setfacl: sets or changes the access list of files. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/acl.h>
#include <unistd.h>

/* Entries of `from` replace those of `to` with the same tag and id, or are added (or, with `drop`, taken out). */
static int merge (acl_t *to, acl_t from, int drop)
{
  acl_entry_t e;
  for (int which = ACL_FIRST_ENTRY; acl_get_entry (from, which, &e) == 1; which = ACL_NEXT_ENTRY)
    {
      acl_tag_t tag, other_tag;
      acl_get_tag_type (e, &tag);
      id_t *id = acl_get_qualifier (e);
      acl_entry_t old, found = NULL;
      for (int k = ACL_FIRST_ENTRY; acl_get_entry (*to, k, &old) == 1; k = ACL_NEXT_ENTRY)
        {
          acl_get_tag_type (old, &other_tag);
          id_t *other = acl_get_qualifier (old);
          if (tag == other_tag && (!id || (other && *id == *other)))
            found = old;
          acl_free (other);
        }
      acl_free (id);
      if (drop)
        {
          if (found)
            acl_delete_entry (*to, found);
        }
      else if ((!found && acl_create_entry (to, &found)) || acl_copy_entry (found, e))
        return -1;
    }
  return 0;
}

static int usage (FILE *to)
{
  fputs ("Usage: setfacl -m ENTRIES FILE...   change or add\n       setfacl -x ENTRIES FILE...   take out\n       setfacl -s ENTRIES FILE...   replace all\n"
         "       setfacl -b FILE...           only owner, group and others stay\nENTRIES: u:NAME:rwx, g:NAME:rx, o::r, comma-separated\n", to);
  return to == stderr;
}

int main (int argc, char **argv)
{
  const char *text = NULL;
  int c, mode = 0;
  while ((c = getopt (argc, argv, "m:x:s:bh")) != -1)
    {
      if (c == 'h')
        return usage (stdout);
      if (c == '?')
        return usage (stderr);
      mode = c;
      text = optarg;
    }
  if (!mode || optind == argc)
    return usage (stderr);
  acl_t wanted = mode == 'b' ? NULL : acl_from_text (text);
  if (mode != 'b' && !wanted)
    {
      fprintf (stderr, "setfacl: %s: not an access list\n", text);
      return 1;
    }
  int bad = 0;
  for (; optind < argc; optind++)
    {
      acl_t acl = mode == 's' ? acl_dup (wanted) : acl_get_file (argv[optind], ACL_TYPE_ACCESS);
      int failed = !acl;
      if (acl && (mode == 'm' || mode == 'x'))
        failed = merge (&acl, wanted, mode == 'x');
      if (acl && mode == 'b')
        {
          acl_entry_t e;
          acl_tag_t tag;
          for (int again = 1; again;)
            {
              again = 0;
              for (int k = ACL_FIRST_ENTRY; !again && acl_get_entry (acl, k, &e) == 1; k = ACL_NEXT_ENTRY)
                if (acl_get_tag_type (e, &tag) == 0 && (tag == ACL_USER || tag == ACL_GROUP || tag == ACL_MASK))
                  again = acl_delete_entry (acl, e) == 0;
            }
        }
      if (!failed)
        failed = (mode != 'b' && acl_calc_mask (&acl)) || acl_set_file (argv[optind], ACL_TYPE_ACCESS, acl);
      if (failed)
        {
          fprintf (stderr, "setfacl: %s: %s\n", argv[optind], strerror (errno));
          bad = 1;
        }
      acl_free (acl);
    }
  return bad;
}

/* SPDX-FileCopyrightText: The Tern authors */
/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* cygpath: converts paths between POSIX and Win32 form. The options are Cygwin's. */
#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/cygwin.h>

enum form { POSIX, WINDOWS, MIXED };

static enum form form = POSIX;
static int absolute, is_list, ignore;

static const char usage_text[] =
    "Usage: cygpath [-u|-w|-m] [-a] [-p] [-i] [-f FILE] NAME...\n"
    "       cygpath [-u|-w|-m] {-D|-H|-O|-P|-S|-W}\n"
    "Convert paths between POSIX and Windows form.\n\n"
    "  -u, --unix        POSIX form (the default)\n"
    "  -w, --windows     Windows form, C:\\dir\n"
    "  -m, --mixed       Windows form with slashes, C:/dir\n"
    "  -d, --dos         as -w (there are no short names)\n"
    "  -l, --long-name   accepted: names are long always\n"
    "  -t, --type TYPE   dos, mixed, unix or windows\n"
    "  -a, --absolute    absolute form\n"
    "  -p, --path        NAME is a list of paths\n"
    "  -i, --ignore      a missing NAME is no error\n"
    "  -f, --file FILE   read names from FILE, one a line (-: standard input)\n"
    "  -S, --sysdir      the system directory        -W, --windir   Windows' directory\n"
    "  -H, --homeroot    where home directories are  -P, --smprograms, -D, --desktop, -O, --mydocs\n"
    "  -h, --help        this text                   -V, --version  the version\n";

static const struct option options[] = {
    {"unix", 0, 0, 'u'},   {"windows", 0, 0, 'w'},  {"mixed", 0, 0, 'm'},  {"dos", 0, 0, 'd'},      {"long-name", 0, 0, 'l'},
    {"type", 1, 0, 't'},   {"absolute", 0, 0, 'a'}, {"path", 0, 0, 'p'},   {"ignore", 0, 0, 'i'},   {"file", 1, 0, 'f'},
    {"sysdir", 0, 0, 'S'}, {"windir", 0, 0, 'W'},   {"homeroot", 0, 0, 'H'}, {"desktop", 0, 0, 'D'}, {"mydocs", 0, 0, 'O'},
    {"smprograms", 0, 0, 'P'}, {"help", 0, 0, 'h'}, {"version", 0, 0, 'V'}, {"option", 0, 0, 'o'},  {"allusers", 0, 0, 'A'},
    {"codepage", 1, 0, 'C'}, {"short-name", 0, 0, 's'}, {0, 0, 0, 0}};

static int fail (const char *what)
{
  fprintf (stderr, "cygpath: %s: %s\n", what, strerror (errno));
  return 1;
}

static int convert (const char *name)
{
  if (!*name)
    {
      if (ignore)
        return 0;
      fprintf (stderr, "cygpath: can't convert empty path\n");
      return 1;
    }
  cygwin_conv_path_t what = (form == POSIX ? CCP_WIN_A_TO_POSIX : CCP_POSIX_TO_WIN_A) | (absolute ? CCP_ABSOLUTE : CCP_RELATIVE);
  ssize_t size = is_list ? cygwin_conv_path_list (what, name, NULL, 0) : cygwin_conv_path (what, name, NULL, 0);
  char *out = size > 0 ? malloc (size) : NULL;
  if (!out)
    return fail (name);
  if (is_list ? cygwin_conv_path_list (what, name, out, size) : cygwin_conv_path (what, name, out, size))
    return fail (name);
  if (form == MIXED)
    for (char *c = out; *c; c++)
      if (*c == '\\')
        *c = '/';
  puts (out);
  free (out);
  return 0;
}

static int from_file (const char *name)
{
  FILE *f = strcmp (name, "-") ? fopen (name, "r") : stdin;
  if (!f)
    return fail (name);
  char *line = NULL;
  size_t capacity = 0;
  int bad = 0;
  for (ssize_t n; (n = getline (&line, &capacity, f)) >= 0;)
    {
      while (n && (line[n - 1] == '\n' || line[n - 1] == '\r'))
        line[--n] = 0;
      bad |= convert (line);
    }
  free (line);
  return bad;
}

/* Known folders, from the environment that Windows gives every process. */
static int folder (int which)
{
  char path[4096];
  const char *root = getenv ("SYSTEMROOT"), *profile = getenv ("USERPROFILE");
  if (!root)
    root = getenv ("windir");
  if (!root)
    root = "C:\\windows";
  if (!profile)
    profile = getenv ("HOME") ? getenv ("HOME") : "C:\\";
  switch (which)
    {
    case 'W': snprintf (path, sizeof path, "%s", root); break;
    case 'S': snprintf (path, sizeof path, "%s%csystem32", root, strchr (root, '/') ? '/' : '\\'); break;
    case 'H': snprintf (path, sizeof path, "%s/..", profile); break;
    case 'D': snprintf (path, sizeof path, "%s/Desktop", profile); break;
    case 'O': snprintf (path, sizeof path, "%s/Documents", profile); break;
    default: snprintf (path, sizeof path, "%s/AppData/Roaming/Microsoft/Windows/Start Menu/Programs", profile); break;
    }
  absolute = 1;
  return convert (path);
}

int main (int argc, char **argv)
{
  const char *file = NULL;
  int c, which = 0;
  while ((c = getopt_long (argc, argv, "uwmdlst:apif:SWHDOPAC:hVo", options, NULL)) != -1)
    switch (c)
      {
      case 'u': form = POSIX; break;
      case 'w': case 'd': case 's': form = WINDOWS; break;
      case 'm': form = MIXED; break;
      case 'l': case 'A': case 'C': case 'o': break;
      case 't':
        if (!strcmp (optarg, "unix")) form = POSIX;
        else if (!strcmp (optarg, "windows") || !strcmp (optarg, "dos")) form = WINDOWS;
        else if (!strcmp (optarg, "mixed")) form = MIXED;
        else { fprintf (stderr, "cygpath: unknown type: %s\n", optarg); return 1; }
        break;
      case 'a': absolute = 1; break;
      case 'p': is_list = 1; break;
      case 'i': ignore = 1; break;
      case 'f': file = optarg; break;
      case 'S': case 'W': case 'H': case 'D': case 'O': case 'P': which = c; break;
      case 'h': fputs (usage_text, stdout); return 0;
      case 'V': puts ("cygpath (Tern)"); return 0;
      default: fputs ("Try 'cygpath --help' for more information.\n", stderr); return 1;
      }
  if (which)
    return folder (which);
  if (file)
    return from_file (file);
  if (optind == argc)
    {
      if (ignore)
        return 0;
      fputs (usage_text, stderr);
      return 1;
    }
  int bad = 0;
  for (; optind < argc; optind++)
    bad |= convert (argv[optind]);
  return bad | (fflush (stdout) != 0);
}

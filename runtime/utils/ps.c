/* SPDX-FileCopyrightText: The Tern authors */
/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* ps: shows processes, out of /proc. Without -o the columns are Cygwin's; -o takes XCU ps's names and procps's common ones. */
#include <ctype.h>
#include <dirent.h>
#include <getopt.h>
#include <grp.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#include <windows.h>
#include <tlhelp32.h>

struct process
{
  int pid, ppid, pgid, sid, tty, winpid, nice;
  unsigned uid, gid;
  char state, name[64], image[1024], args[4096];
  unsigned long utime, stime; /* ticks */
  unsigned long vsize, rss;   /* bytes */
  time_t start;
};

static long ticks;
static time_t now, boot;

/* ---- what there is */

static size_t read_file (int pid, const char *name, char *buffer, size_t size)
{
  char path[64];
  snprintf (path, sizeof path, "/proc/%d/%s", pid, name);
  FILE *f = fopen (path, "r");
  size_t n = f ? fread (buffer, 1, size - 1, f) : 0;
  if (f)
    fclose (f);
  buffer[n] = 0;
  return n;
}

static unsigned number_in (int pid, const char *name)
{
  char text[32];
  read_file (pid, name, text, sizeof text);
  return (unsigned) strtoul (text, NULL, 10);
}

static int look (int pid, struct process *p)
{
  char line[1024], path[64];
  memset (p, 0, sizeof *p);
  read_file (pid, "stat", line, sizeof line);
  char *open = strchr (line, '('), *close = strrchr (line, ')');
  unsigned long long start;
  if (!open || !close
      || sscanf (close + 1, " %c %d %d %d %d %*d %*u %*u %*u %*u %*u %lu %lu %*d %*d %*d %d %*d %*d %llu %lu %lu", &p->state, &p->ppid, &p->pgid,
                 &p->sid, &p->tty, &p->utime, &p->stime, &p->nice, &start, &p->vsize, &p->rss) != 11)
    return 0;
  p->pid = pid;
  p->rss *= 4096; /* the unit of /proc, whatever the page is */
  p->start = boot + (time_t) (start / (unsigned long long) ticks);
  snprintf (p->name, sizeof p->name, "%.*s", (int) (close - open - 1), open + 1);
  p->uid = number_in (pid, "uid");
  p->gid = number_in (pid, "gid");
  p->winpid = (int) number_in (pid, "winpid");
  snprintf (path, sizeof path, "/proc/%d/exe", pid);
  ssize_t n = readlink (path, p->image, sizeof p->image - 1);
  if (n <= 0)
    snprintf (p->image, sizeof p->image, p->state == 'Z' ? "%s <defunct>" : "%s", p->name);
  size_t length = read_file (pid, "cmdline", p->args, sizeof p->args);
  while (length && !p->args[length - 1])
    length--;
  for (size_t i = 0; i < length; i++)
    if (!p->args[i])
      p->args[i] = ' ';
  if (!length || p->state == 'Z')
    snprintf (p->args, sizeof p->args, "%s", p->image);
  return 1;
}

/* ---- columns */

static void tty_name (const struct process *p, char *out, size_t size)
{
  if (p->tty <= 0)
    snprintf (out, size, "?");
  else if (p->tty >> 8 == 136)
    snprintf (out, size, "pty%d", p->tty & 255);
  else
    snprintf (out, size, "cons%d", p->tty & 255);
}
static void user_name (unsigned uid, char *out, size_t size)
{
  struct passwd *pw = getpwuid ((uid_t) uid);
  if (pw)
    snprintf (out, size, "%s", pw->pw_name);
  else
    snprintf (out, size, "%u", uid);
}
static void start_time (time_t t, char *out, size_t size)
{
  struct tm tm = *localtime (&t);
  strftime (out, size, now - t < 86400 ? "%H:%M:%S" : "%b %d", &tm);
}
static void duration (unsigned long s, int hours, char *out, size_t size)
{
  unsigned long d = s / 86400, h = s / 3600 % 24, m = s / 60 % 60;
  if (d)
    snprintf (out, size, "%lu-%02lu:%02lu:%02lu", d, h, m, s % 60);
  else if (h || hours)
    snprintf (out, size, "%02lu:%02lu:%02lu", h, m, s % 60);
  else
    snprintf (out, size, "%02lu:%02lu", m, s % 60);
}

enum what { C_PID, C_PPID, C_PGID, C_SID, C_WINPID, C_TTY, C_UID, C_USER, C_GID, C_GROUP, C_STATE, C_NICE, C_PRI, C_TIME, C_ETIME, C_ETIMES, C_STIME, C_LSTART, C_COMM, C_ARGS, C_IMAGE, C_VSZ, C_RSS, C_CPU, C_MEM, C_CYG };
struct column
{
  const char *name, *title;
  enum what what;
  int width; /* negative: to the left */
};
static const struct column known[] = {
    {"pid", "PID", C_PID, 7},        {"ppid", "PPID", C_PPID, 7},     {"pgid", "PGID", C_PGID, 7},      {"pgrp", "PGRP", C_PGID, 7},    {"sid", "SID", C_SID, 7},
    {"sess", "SESS", C_SID, 7},      {"session", "SESS", C_SID, 7},   {"winpid", "WINPID", C_WINPID, 10}, {"tty", "TT", C_TTY, -6},     {"tt", "TT", C_TTY, -6},
    {"tname", "TTY", C_TTY, -6},     {"uid", "UID", C_UID, 10},       {"euid", "EUID", C_UID, 10},      {"ruid", "RUID", C_UID, 10},    {"user", "USER", C_USER, -8},
    {"euser", "EUSER", C_USER, -8},  {"ruser", "RUSER", C_USER, -8},  {"uname", "USER", C_USER, -8},    {"gid", "GID", C_GID, 10},      {"egid", "EGID", C_GID, 10},
    {"rgid", "RGID", C_GID, 10},     {"group", "GROUP", C_GROUP, -8}, {"rgroup", "RGROUP", C_GROUP, -8}, {"state", "S", C_STATE, -1},   {"s", "S", C_STATE, -1},
    {"stat", "STAT", C_STATE, -4},   {"nice", "NI", C_NICE, 3},       {"ni", "NI", C_NICE, 3},          {"pri", "PRI", C_PRI, 3},       {"time", "TIME", C_TIME, 8},
    {"cputime", "TIME", C_TIME, 8},  {"etime", "ELAPSED", C_ETIME, 11}, {"etimes", "ELAPSED", C_ETIMES, 7}, {"stime", "STIME", C_STIME, 8}, {"start", "STARTED", C_STIME, 8},
    {"lstart", "STARTED", C_LSTART, 24}, {"comm", "COMMAND", C_COMM, -15}, {"ucmd", "CMD", C_COMM, -15}, {"ucomm", "COMMAND", C_COMM, -15}, {"args", "COMMAND", C_ARGS, -27},
    {"command", "COMMAND", C_ARGS, -27}, {"cmd", "CMD", C_ARGS, -27}, {"exe", "EXE", C_IMAGE, -27},     {"vsz", "VSZ", C_VSZ, 7},       {"vsize", "VSZ", C_VSZ, 7},
    {"rss", "RSS", C_RSS, 7},        {"rssize", "RSS", C_RSS, 7},     {"pcpu", "%CPU", C_CPU, 4},       {"%cpu", "%CPU", C_CPU, 4},     {"c", "C", C_CPU, 2},
    {"pmem", "%MEM", C_MEM, 4},      {"%mem", "%MEM", C_MEM, 4},      {"cyg_state", " ", C_CYG, 1},     {"cyg_image", "COMMAND", C_IMAGE, -27}, {"cyg_tty", "TTY", C_TTY, -8}};

static void text_of (const struct process *p, enum what what, char *out, size_t size)
{
  unsigned long used = (p->utime + p->stime) / (unsigned long) ticks, age = (unsigned long) (now > p->start ? now - p->start : 0);
  struct group *gr;
  switch (what)
    {
    case C_PID: snprintf (out, size, "%d", p->pid); break;
    case C_PPID: snprintf (out, size, "%d", p->ppid); break;
    case C_PGID: snprintf (out, size, "%d", p->pgid); break;
    case C_SID: snprintf (out, size, "%d", p->sid); break;
    case C_WINPID: snprintf (out, size, "%d", p->winpid); break;
    case C_TTY: tty_name (p, out, size); break;
    case C_UID: snprintf (out, size, "%u", p->uid); break;
    case C_USER: user_name (p->uid, out, size); break;
    case C_GID: snprintf (out, size, "%u", p->gid); break;
    case C_GROUP:
      if ((gr = getgrgid ((gid_t) p->gid)))
        snprintf (out, size, "%s", gr->gr_name);
      else
        snprintf (out, size, "%u", p->gid);
      break;
    case C_STATE: snprintf (out, size, "%c", p->state); break;
    case C_CYG: snprintf (out, size, "%c", p->state == 'T' ? 'S' : p->state == 'Z' ? 'Z' : ' '); break;
    case C_NICE: snprintf (out, size, "%d", p->nice); break;
    case C_PRI: snprintf (out, size, "%d", 19 - p->nice); break;
    case C_TIME: duration (used, 1, out, size); break;
    case C_ETIME: duration (age, 0, out, size); break;
    case C_ETIMES: snprintf (out, size, "%lu", age); break;
    case C_STIME: start_time (p->start, out, size); break;
    case C_LSTART:
      strftime (out, size, "%a %b %e %H:%M:%S %Y", localtime (&p->start));
      break;
    case C_COMM: snprintf (out, size, "%s", p->name); break;
    case C_ARGS: snprintf (out, size, "%s", p->args); break;
    case C_IMAGE: snprintf (out, size, "%s", p->image); break;
    case C_VSZ: snprintf (out, size, "%lu", p->vsize / 1024); break;
    case C_RSS: snprintf (out, size, "%lu", p->rss / 1024); break;
    case C_CPU: snprintf (out, size, "%.1f", age ? 100.0 * (double) used / (double) age : 0.0); break;
    case C_MEM: snprintf (out, size, "%.1f", 100.0 * (double) p->rss / (double) sysconf (_SC_PHYS_PAGES) / (double) sysconf (_SC_PAGESIZE)); break;
    }
}

static struct column chosen[64];
static int columns;

/* NAME[=TITLE],... ; a title goes up to the end, as XCU says. */
static int choose (const char *list)
{
  char word[64];
  while (*list)
    {
      size_t n = strcspn (list, ", =");
      if (n >= sizeof word || columns == 64)
        return 0;
      memcpy (word, list, n);
      word[n] = 0;
      list += n;
      size_t i = 0;
      while (i < sizeof known / sizeof *known && strcasecmp (known[i].name, word))
        i++;
      if (i == sizeof known / sizeof *known)
        {
          fprintf (stderr, "ps: unknown column: %s\n", word);
          return 0;
        }
      chosen[columns] = known[i];
      if (list[0] == '=' && (list[1] == ',' || list[1] == ' ')) /* as procps: several columns without a title */
        {
          chosen[columns].title = "";
          list++;
        }
      else if (*list == '=')
        {
          chosen[columns].title = list + 1;
          list += strlen (list);
        }
      columns++;
      list += *list != 0;
    }
  return 1;
}

static void line (const struct process *p)
{
  for (int i = 0; i < columns; i++)
    {
      char text[4096];
      if (p)
        text_of (p, chosen[i].what, text, sizeof text);
      else
        snprintf (text, sizeof text, "%s", chosen[i].title);
      if (i == columns - 1 && chosen[i].width < 0)
        printf ("%s", text);
      else
        printf ("%*s%s", chosen[i].width, text, i == columns - 1 ? "" : " ");
    }
  puts ("");
}

/* ---- which of them */

struct filter
{
  const char *pids, *ppids, *users, *groups, *ttys, *names; /* lists; NULL: not asked */
  int all, own_user;
};

static int in_list (const char *list, const char *wanted)
{
  size_t length = strlen (wanted);
  while (list && *list)
    {
      size_t n = strcspn (list, ", ");
      if (n == length && !memcmp (list, wanted, n))
        return 1;
      list += n + (list[n] != 0);
    }
  return 0;
}
static int has (const char *list, int number)
{
  char text[16];
  snprintf (text, sizeof text, "%d", number);
  return list && in_list (list, text);
}
static int shown (const struct filter *f, const struct process *p)
{
  char user[64], tty[16];
  if (f->all)
    return 1;
  if (f->own_user)
    return p->uid == getuid ();
  user_name (p->uid, user, sizeof user);
  tty_name (p, tty, sizeof tty);
  return has (f->pids, p->pid) || has (f->ppids, p->ppid) || has (f->users, (int) p->uid) || in_list (f->users, user) || has (f->groups, p->pgid)
         || has (f->groups, p->sid) || in_list (f->ttys, tty) || in_list (f->names, p->name);
}

static int show_ours (const struct filter *f)
{
  int found = 0;
  struct process p;
  struct dirent **entries;
  int n = scandir ("/proc", &entries, NULL, NULL);
  int pids[4096], count = 0;
  for (int i = 0; i < n; i++)
    {
      if (isdigit ((unsigned char) entries[i]->d_name[0]) && count < 4096)
        pids[count++] = atoi (entries[i]->d_name);
      free (entries[i]);
    }
  if (n >= 0)
    free (entries);
  for (int i = 1; i < count; i++) /* few, and nearly in order */
    for (int k = i; k && pids[k] < pids[k - 1]; k--)
      {
        int swap = pids[k];
        pids[k] = pids[k - 1], pids[k - 1] = swap;
      }
  for (int i = 0; i < count; i++)
    if (look (pids[i], &p) && shown (f, &p))
      line (&p), found = 1;
  return found;
}

/* -W: the other processes of Windows, by their Windows number. */
static void show_native (void)
{
  HANDLE all = CreateToolhelp32Snapshot (TH32CS_SNAPPROCESS, 0);
  PROCESSENTRY32W e = {.dwSize = sizeof e};
  for (BOOL more = Process32FirstW (all, &e); more; more = Process32NextW (all, &e))
    {
      int ours = 0;
      struct dirent *entry;
      DIR *d = opendir ("/proc");
      while (d && !ours && (entry = readdir (d)))
        if (isdigit ((unsigned char) entry->d_name[0]))
          ours = number_in (atoi (entry->d_name), "winpid") == e.th32ProcessID;
      if (d)
        closedir (d);
      if (ours)
        continue;
      struct process p = {.pid = (int) e.th32ProcessID, .winpid = (int) e.th32ProcessID, .state = 'R', .start = now};
      wcstombs (p.image, e.szExeFile, sizeof p.image - 1);
      snprintf (p.name, sizeof p.name, "%.63s", p.image);
      snprintf (p.args, sizeof p.args, "%s", p.image);
      line (&p);
    }
  CloseHandle (all);
}

static const char usage[] =
    "Usage: ps [-aAefls] [-p PIDS] [-u USERS] [-g GROUPS] [-t TTYS] [-C NAMES] [-o COLUMNS] [-W]\n"
    "       ps ax | aux\n\n"
    "Without a choice: processes of the calling user.\n"
    "  -a, -A, -d, -e  all processes          -f  full      -l  long (the default)      -s  short\n"
    "  -p, -u, -g, -t, -C, --ppid LIST        chosen ones\n"
    "  -o NAME[=TITLE],...                    columns: pid ppid pgid sid winpid tty uid user gid group state nice pri\n"
    "                                         time etime etimes stime lstart comm args exe vsz rss pcpu pmem\n"
    "  -W                                     processes that are only Windows', too\n";

int main (int argc, char **argv)
{
  static const struct option options[] = {{"all", 0, 0, 'a'}, {"everyone", 0, 0, 'e'}, {"full", 0, 0, 'f'}, {"long", 0, 0, 'l'}, {"process", 1, 0, 'p'}, {"pid", 1, 0, 'p'},
                                          {"ppid", 1, 0, 1}, {"summary", 0, 0, 's'}, {"user", 1, 0, 'u'}, {"windows", 0, 0, 'W'}, {"format", 1, 0, 'o'},
                                          {"sort", 1, 0, 2}, {"no-headers", 0, 0, 3}, {"help", 0, 0, 'h'}, {0, 0, 0, 0}};
  struct filter f = {0};
  const char *format = "cyg_state,pid,ppid,pgid,winpid,cyg_tty,uid,stime,cyg_image";
  int c, own_columns = 0, windows = 0, headers = 1, selected = 0;
  ticks = sysconf (_SC_CLK_TCK);
  now = time (NULL);
  struct timespec up;
  clock_gettime (CLOCK_BOOTTIME, &up);
  boot = now - up.tv_sec;
  if (argc > 1 && argv[1][0] != '-') /* BSD's way */
    {
      int bsd_user = strchr (argv[1], 'u') != NULL;
      if (strspn (argv[1], "auxewh") != strlen (argv[1]))
        return fprintf (stderr, "ps: %s?\n%s", argv[1], usage), 1;
      f.all = strchr (argv[1], 'a') || strchr (argv[1], 'x');
      selected = f.all;
      format = bsd_user ? "user,pid,%cpu,%mem,vsz,rss,tname,stat,stime,time,args" : "pid,tname,stat,time,args";
      optind = 2;
    }
  while ((c = getopt_long (argc, argv, "aAdeflsp:u:U:g:G:t:C:o:Wwh", options, NULL)) != -1)
    switch (c)
      {
      case 'a': case 'A': case 'd': case 'e': f.all = selected = 1; break;
      case 'f': format = "user,pid,ppid,c,stime,tname,time,args"; break;
      case 'l': break;
      case 's': format = "pid,cyg_tty,stime,cyg_image"; break;
      case 'p': f.pids = optarg, selected = 1; break;
      case 1: f.ppids = optarg, selected = 1; break;
      case 'u': case 'U': f.users = optarg, selected = 1; break;
      case 'g': f.groups = optarg, selected = 1; break;
      case 't': f.ttys = optarg, selected = 1; break;
      case 'C': f.names = optarg, selected = 1; break;
      case 'o':
        if (!choose (optarg))
          return 1;
        own_columns = 1;
        break;
      case 'W': windows = f.all = selected = 1; break;
      case 'w': break; /* lines are never cut */
      case 3: headers = 0; break;
      case 2: fprintf (stderr, "ps: --sort is not there; sort(1) is\n"); return 1;
      case 'h': return fputs (usage, stdout) < 0;
      default: fputs (usage, stderr); return 1;
      }
  if (optind < argc)
    return fprintf (stderr, "ps: %s?\n%s", argv[optind], usage), 1;
  f.own_user = !selected;
  if (!own_columns)
    choose (format);
  int titles = 0;
  for (int i = 0; i < columns; i++)
    titles |= *chosen[i].title;
  if (titles && headers)
    line (NULL);
  int found = show_ours (&f);
  if (windows)
    show_native ();
  return found || windows ? 0 : 1;
}

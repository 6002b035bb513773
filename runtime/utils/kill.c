/* SPDX-FileCopyrightText: The Tern authors */
/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* kill: sends signals to processes and groups, or lists the signals (XCU kill; the options of Cygwin's and procps's). */
#include <ctype.h>
#include <errno.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/cygwin.h>
#include <windows.h>

static const char usage[] =
    "Usage: kill [-SIGNAL | -s SIGNAL | -n NUMBER] [-q VALUE] [-f] [-W] PID...\n"
    "       kill -l [SIGNAL...]     names of signals, or of numbers and exit statuses\n"
    "       kill -L                 a table of them\n\n"
    "A negative PID is a process group; after -s, or behind --, it may come first.\n"
    "  -q, --queue VALUE  send by sigqueue() with this value\n"
    "  -f, --force        end by Windows' means where the process is none of ours\n"
    "  -W, --winpid       PIDs are Windows' process numbers\n";

static int whole_number (const char *text, long *value)
{
  char *end;
  errno = 0;
  *value = strtol (text, &end, 10);
  return *text && !*end && !errno;
}

/* A name with or without SIG, or a number; -1: neither. */
static int signal_of (const char *text)
{
  char upper[32];
  size_t n = 0;
  long number;
  int signo;
  if (whole_number (text, &number))
    return number >= 0 && number <= NSIG - 1 ? (int) number : -1;
  for (; text[n] && n < sizeof upper - 1; n++)
    upper[n] = (char) toupper ((unsigned char) text[n]);
  upper[n] = 0;
  const char *name = strncmp (upper, "SIG", 3) ? upper : upper + 3;
  if (!strcmp (name, "EXIT"))
    return 0;
  return str2sig (name, &signo) ? -1 : signo;
}

static int list (char **words)
{
  char name[SIG2STR_MAX];
  int status = 0;
  if (!*words)
    for (int s = 1, column = 0; s < NSIG; s++)
      if (!sig2str (s, name))
        column += printf (column + strlen (name) > 72 ? (column = 0, "\n%s") : column ? " %s" : "%s", name);
  if (!*words)
    puts ("");
  for (; *words; words++)
    {
      long number;
      if (whole_number (*words, &number))
        {
          if (number > 128)
            number -= 128; /* an exit status as the shell shows it */
          if (number > 0 && number < NSIG && !sig2str ((int) number, name))
            {
              puts (name);
              continue;
            }
        }
      else if (signal_of (*words) >= 0)
        {
          printf ("%d\n", signal_of (*words));
          continue;
        }
      fprintf (stderr, "kill: unknown signal: %s\n", *words);
      status = 1;
    }
  return status;
}

static int table (void)
{
  char name[SIG2STR_MAX];
  for (int s = 1, n = 0; s < NSIG; s++)
    if (!sig2str (s, name))
      printf ("%2d %-12s%s", s, name, ++n % 5 ? "" : "\n");
  puts ("");
  return 0;
}

static int end_native (DWORD winpid)
{
  HANDLE process = OpenProcess (PROCESS_TERMINATE, FALSE, winpid);
  int done = process && TerminateProcess (process, 1);
  if (process)
    CloseHandle (process);
  return done ? 0 : -1;
}

struct wish
{
  int signo, force, winpid, queue;
  union sigval value;
};

static int send (const char *word, const struct wish *w)
{
  long number;
  if (!whole_number (word, &number) || number > INT_MAX || number < -INT_MAX)
    {
      fprintf (stderr, "kill: not a process number: %s\n", word);
      return 1;
    }
  pid_t pid = (pid_t) number;
  if (w->winpid)
    pid = cygwin_winpid_to_pid ((int) number);
  int failed = w->winpid && pid < 0 ? (errno = ESRCH, 1) : w->queue ? sigqueue (pid, w->signo, w->value) : kill (pid, w->signo);
  if (failed && w->force && errno == ESRCH && number > 0)
    failed = end_native ((DWORD) number), errno = ESRCH;
  if (failed)
    fprintf (stderr, "kill: %s: %s\n", word, strerror (errno));
  return failed != 0;
}

static int wrong (const char *what, const char *word)
{
  fprintf (stderr, "kill: %s%s%s\n%s", what, *word ? ": " : "", word, usage);
  return 2;
}

int main (int argc, char **argv)
{
  struct wish w = {.signo = SIGTERM};
  int i = 1, chosen = 0;
  for (; i < argc && argv[i][0] == '-' && argv[i][1]; i++)
    {
      const char *o = argv[i], *next = argv[i + 1];
      if (!strcmp (o, "--"))
        {
          i++;
          break;
        }
      if (!strcmp (o, "-l") || !strcmp (o, "--list"))
        return list (argv + i + 1);
      if (!strncmp (o, "--list=", 7))
        return list ((char *[]){(char *) o + 7, NULL});
      if (!strcmp (o, "-L") || !strcmp (o, "--table"))
        return table ();
      if (!strcmp (o, "-h") || !strcmp (o, "--help"))
        return fputs (usage, stdout) < 0;
      if (!strcmp (o, "-f") || !strcmp (o, "--force"))
        w.force = 1;
      else if (!strcmp (o, "-W") || !strcmp (o, "--winpid"))
        w.winpid = 1;
      else if (!strcmp (o, "-s") || !strcmp (o, "--signal") || !strcmp (o, "-n") || !strncmp (o, "--signal=", 9))
        {
          const char *name = o[1] == '-' && o[8] == '=' ? o + 9 : (i++, next);
          if (!name || (w.signo = signal_of (name)) < 0)
            return wrong ("unknown signal", name ? name : "");
          chosen = 1;
        }
      else if (!strcmp (o, "-q") || !strcmp (o, "--queue"))
        {
          long value;
          if (!next || !whole_number (next, &value))
            return wrong ("not a value", next ? next : "");
          w.value.sival_int = (int) value;
          w.queue = 1;
          i++;
        }
      else if (chosen)
        break; /* a group */
      else if ((w.signo = signal_of (o + 1)) < 0)
        return wrong ("unknown signal or option", o);
      else
        chosen = 1;
    }
  if (i == argc)
    return wrong ("whom?", "");
  int status = 0;
  for (; i < argc; i++)
    status |= send (argv[i], &w);
  return status;
}

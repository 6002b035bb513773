// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// POSIX.1-2024 getopt; GNU getopt_long and getopt_long_only, with the permutation of arguments and the messages that
// GNU programs and their test suites know. newlib's takes a lone "-" for an option.
#include "core/sections.h"
#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

extern "C" {
[[gnu::used]] char *optarg = nullptr;
[[gnu::used]] int optind = 1;
[[gnu::used]] int opterr = 1;
[[gnu::used]] int optopt = '?';
}

namespace tern {
namespace {

enum class Order { Permute, StopAtOperand, ReturnOperands };
enum class Long { No, Yes, Only };

struct State {
  const char *next = nullptr;              // rest of a cluster of short options, or null
  int first_operand = 1, last_operand = 1; // operands that were passed over: [first, last)
  Order order = Order::Permute;
  bool begun = false;
};
State g_state;

void reverse(char **v, int from, int to) {
  while (from < --to) {
    char *t = v[from];
    v[from++] = v[to], v[to] = t;
  }
}

// The operands passed over and the options after them, up to optind, change places.
void exchange(char **v) {
  State &s = g_state;
  int options = optind - s.last_operand;
  reverse(v, s.first_operand, s.last_operand);
  reverse(v, s.last_operand, optind);
  reverse(v, s.first_operand, optind);
  s.first_operand += options;
  s.last_operand = optind;
}

void begin(const char *spec) {
  g_state = State();
  if (optind == 0) optind = 1;
  g_state.first_operand = g_state.last_operand = optind;
  if (*spec == '-') g_state.order = Order::ReturnOperands;
  else if (*spec == '+' || getenv("POSIXLY_CORRECT")) g_state.order = Order::StopAtOperand;
  g_state.begun = true;
}

bool is_operand(const char *word) { return word[0] != '-' || !word[1]; }

struct Call {
  int argc;
  char **argv;
  const char *spec; // without + and -
  const struct option *longs;
  int *long_index;
  Long mode;
  bool quiet; // no messages
  bool colon; // a missing argument is ':'
};

// "unrecognized option '--x'" and the like, with the option as it was written.
template <class... Rest> void complain(const Call &c, const char *format, Rest... rest) {
  if (c.quiet) return;
  fprintf(stderr, "%s: ", c.argv[0]);
  fprintf(stderr, format, rest...);
}

void name_candidates(const Call &c, const char *name, size_t length, const char *prefix) {
  if (c.quiet) return;
  fprintf(stderr, "%s: option '%s%s' is ambiguous; possibilities:", c.argv[0], prefix, name);
  for (const struct option *o = c.longs; o->name; o++)
    if (!strncmp(o->name, name, length)) fprintf(stderr, " '%s%s'", prefix, o->name);
  fputc('\n', stderr);
}

// name: without the dashes. -1: it is none, and may be a cluster of short options (getopt_long_only).
int take_long(const Call &c, const char *name, const char *prefix) {
  size_t length = strcspn(name, "=");
  const struct option *found = nullptr;
  bool ambiguous = false;
  for (const struct option *o = c.longs; o->name; o++) {
    if (strncmp(o->name, name, length)) continue;
    if (strlen(o->name) == length) {
      found = o, ambiguous = false;
      break;
    }
    if (!found) found = o;
    else if (c.mode == Long::Only || found->has_arg != o->has_arg || found->flag != o->flag || found->val != o->val) ambiguous = true;
  }
  if (ambiguous) {
    name_candidates(c, name, length, prefix);
    optind++, optopt = 0;
    return '?';
  }
  if (!found) {
    if (c.mode == Long::Only && prefix[1] == 0 && strchr(c.spec, *name)) return -1;
    complain(c, "unrecognized option '%s%s'\n", prefix, name);
    optind++, optopt = 0;
    return '?';
  }
  optind++;
  if (name[length]) {
    if (!found->has_arg) {
      complain(c, "option '%s%s' doesn't allow an argument\n", prefix, found->name);
      optopt = found->val;
      return '?';
    }
    optarg = const_cast<char *>(name + length + 1);
  } else if (found->has_arg == required_argument) {
    if (optind >= c.argc) {
      complain(c, "option '%s%s' requires an argument\n", prefix, found->name);
      optopt = found->val;
      return c.colon ? ':' : '?';
    }
    optarg = c.argv[optind++];
  }
  if (c.long_index) *c.long_index = static_cast<int>(found - c.longs);
  if (!found->flag) return found->val;
  *found->flag = found->val;
  return 0;
}

int take_short(const Call &c) {
  State &s = g_state;
  char letter = *s.next++;
  const char *in_spec = letter == ':' || letter == ';' ? nullptr : strchr(c.spec, letter);
  bool last = !*s.next;
  if (last) optind++;
  if (!in_spec) {
    complain(c, "invalid option -- '%c'\n", letter);
    optopt = letter;
    if (last) s.next = nullptr;
    return '?';
  }
  if (letter == 'W' && in_spec[1] == ';' && c.longs) { // POSIX: -W name is --name
    const char *name = last ? nullptr : s.next;
    s.next = nullptr;
    if (!name && optind >= c.argc) {
      complain(c, "option requires an argument -- '%c'\n", letter);
      optopt = letter;
      return c.colon ? ':' : '?';
    }
    if (!name) name = c.argv[optind];
    return take_long(c, name, "-W ");
  }
  if (in_spec[1] == ':') {
    if (!last) {
      optarg = const_cast<char *>(s.next);
      optind++;
    } else if (in_spec[2] != ':') {
      if (optind >= c.argc) {
        complain(c, "option requires an argument -- '%c'\n", letter);
        optopt = letter;
        letter = c.colon ? ':' : '?';
      } else {
        optarg = c.argv[optind++];
      }
    }
    s.next = nullptr;
  } else if (last) {
    s.next = nullptr;
  }
  return letter;
}

// Moves optind to the next word with options. -1: there is none; 1: an operand that is returned as such.
int find_word(const Call &c) {
  State &s = g_state;
  if (s.last_operand > optind) s.last_operand = optind; // the program moved it back
  if (s.first_operand > optind) s.first_operand = optind;
  if (s.order == Order::Permute) {
    if (s.first_operand != s.last_operand && s.last_operand != optind) exchange(c.argv);
    else if (s.last_operand != optind) s.first_operand = optind;
    while (optind < c.argc && is_operand(c.argv[optind])) optind++;
    s.last_operand = optind;
  }
  if (optind < c.argc && !strcmp(c.argv[optind], "--")) {
    optind++;
    if (s.first_operand != s.last_operand && s.last_operand != optind) exchange(c.argv);
    else if (s.first_operand == s.last_operand) s.first_operand = optind;
    s.last_operand = c.argc;
    optind = c.argc;
  }
  if (optind >= c.argc) {
    if (s.first_operand != s.last_operand) optind = s.first_operand;
    return -1;
  }
  if (!is_operand(c.argv[optind])) return 0;
  if (s.order == Order::StopAtOperand) return -1;
  optarg = c.argv[optind++];
  return 1;
}

int next_option(Call c) {
  if (c.argc < 1) return -1;
  if (!optind || !g_state.begun) begin(c.spec);
  if (*c.spec == '-' || *c.spec == '+') c.spec++;
  c.colon = *c.spec == ':';
  c.quiet = c.colon || !opterr;
  optarg = nullptr;
  State &s = g_state;
  if (!s.next || !*s.next) {
    int kind = find_word(c);
    if (kind) return kind;
    const char *word = c.argv[optind];
    if (c.longs && word[1] == '-') return take_long(c, word + 2, "--");
    if (c.longs && c.mode == Long::Only && (word[2] || !strchr(c.spec, word[1])))
      if (int r = take_long(c, word + 1, "-"); r != -1) return r;
    s.next = word + 1;
  }
  return take_short(c);
}

} // namespace
} // namespace tern

using tern::Long;

// POSIX.1-2024 getopt. The order of argv's words changes, as in glibc, unless optstring begins with + or
// POSIXLY_CORRECT is set. Neither thread-safe nor async-signal-safe.
TERN_EXPORT int getopt(int argc, char *const argv[], const char *spec) {
  return tern::next_option({argc, const_cast<char **>(argv), spec, nullptr, nullptr, Long::No, false, false});
}

TERN_EXPORT int getopt_long(int argc, char *const argv[], const char *spec, const struct option *longs, int *index) {
  return tern::next_option({argc, const_cast<char **>(argv), spec, longs, index, Long::Yes, false, false});
}

TERN_EXPORT int getopt_long_only(int argc, char *const argv[], const char *spec, const struct option *longs, int *index) {
  return tern::next_option({argc, const_cast<char **>(argv), spec, longs, index, Long::Only, false, false});
}

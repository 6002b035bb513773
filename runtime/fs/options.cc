// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "fs/options.h"
#include "core/lock.h"
#include "nt/raw_output.h"
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

extern "C" char **environ;

namespace tern::fs {

void parse_options(const char *s, Options &o) {
  while (*s) {
    while (*s == ' ' || *s == '\t') s++;
    size_t n = strcspn(s, " \t");
    auto is = [&](const char *word) { return strlen(word) == n && !memcmp(word, s, n); };
    if (is("winsymlinks") || is("winsymlinks:lnk")) o.links = LinkStyle::Shortcut, o.shortcuts = true;
    else if (is("winsymlinks:native")) o.links = LinkStyle::Native;
    else if (is("winsymlinks:nativestrict")) o.links = LinkStyle::NativeStrict;
    else if (is("winsymlinks:sys")) o.links = LinkStyle::Cookie;
    else if (is("winsymlinks:read")) o.shortcuts = true;
    else if (is("binmode")) o.text = -1;
    else if (is("nobinmode")) o.text = 1;
    s += n;
  }
}

const Options &options() {
  static Options read;
  static uint32_t ready;
  static Lock lock;
  if (__atomic_load_n(&ready, __ATOMIC_ACQUIRE)) return read;
  static const Options defaults;
  if (!environ) return defaults; // paths of start-up, before there is an environment
  Guard guard(lock);
  if (!ready) {
    if (const char *text = getenv("CYGWIN")) parse_options(text, read);
    __atomic_store_n(&ready, 1, __ATOMIC_RELEASE);
  }
  return read;
}

} // namespace tern::fs

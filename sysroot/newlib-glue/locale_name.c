// SPDX-FileCopyrightText: The Tern authors
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Locale names: POSIX's language_TERRITORY.charset@modifier to Windows'
// language-Script-TERRITORY, the charset a name without one means, aliases.
#include "locale_name.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "../locale/setlocale.h"
#include "nls.h"

static const struct {
  const char *modifier, *script;
} kScripts[] = {
    {"@latin", "Latn"}, {"@cyrillic", "Cyrl"}, {"@devanagari", "Deva"}, {"@arabic", "Arab"}, {"@tifinagh", "Tfng"},
};

enum tern_locale_kind tern_locale_name(const char *posix, wchar_t windows[kLocaleNameSize]) {
  if (strcmp(posix, "POSIX") == 0 || (posix[0] == 'C' && (!posix[1] || strchr(".-@", posix[1]))))
    return TERN_LOCALE_C;

  size_t base = strcspn(posix, ".@");
  const char *modifier = strchr(posix, '@'), *script = NULL;
  for (size_t i = 0; modifier && i < sizeof kScripts / sizeof *kScripts; ++i)
    if (strcmp(modifier, kScripts[i].modifier) == 0)
      script = kScripts[i].script;

  char name[kLocaleNameSize];
  size_t language = strcspn(posix, "_.@");
  int length = snprintf(name, sizeof name, "%.*s%s%s%.*s", (int)language, posix, script ? "-" : "",
                        script ? script : "", (int)(base - language), posix + language);
  if (length >= kLocaleNameSize)
    return TERN_LOCALE_UNKNOWN;
  for (int i = 0; i <= length; ++i)
    windows[i] = name[i] == '_' ? L'-' : (wchar_t)name[i];
  return tern_nls_has_locale(windows) ? TERN_LOCALE_LANGUAGE : TERN_LOCALE_UNKNOWN;
}

// The charset of a locale named without one: UTF-8, which file names and
// terminals have here, whatever the language; but @euro asks for ISO 8859-15.
void __set_charset_from_locale(const char *locale, char *charset) {
  const char *modifier = strchr(locale, '@');
  strcpy(charset, modifier && strcmp(modifier, "@euro") == 0 ? "ISO-8859-15" : "UTF-8");
}

// Looks a name up in /usr/share/locale/locale.alias (lines "alias locale", #
// comments) and copies the locale to `result`; NULL if it is not there.
char *__set_locale_from_locale_alias(const char *alias, char *result) {
  FILE *file = fopen("/usr/share/locale/locale.alias", "re");
  if (!file)
    return NULL;
  char line[256], *found = NULL;
  while (!found && fgets(line, sizeof line, file)) {
    char *rest, *name = strtok_r(line, " \t\n", &rest);
    char *locale = name && *name != '#' ? strtok_r(NULL, " \t\n", &rest) : NULL;
    if (locale && strcasecmp(name, alias) == 0 && strlen(locale) <= ENCODING_LEN)
      found = strcpy(result, locale);
  }
  fclose(file);
  return found;
}

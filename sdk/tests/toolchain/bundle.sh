# SPDX-FileCopyrightText: The Tern authors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
. "$TESTS/lib.sh"
# A bundle is complete: started by Wine itself, from another folder, without the SDK in PATH or in the environment, it
# finds its DLLs, its shell and its time zones.
[ -f "$sdk/sysroot/bin/sh.exe" ] || skip "this SDK has no target shell"
command -v wine >/dev/null || skip "no wine in PATH"
"$run" --prepare || exit 1
prefix=${TERN_WINEPREFIX:-${TERN_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/tern}/prefix}
cat >app.c <<'C'
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
int main(int argc, char **argv) {
  time_t summer = 1720000000;
  char text[64];
  setenv("TZ", "CET-1CEST,M3.5.0,M10.5.0/3", 1);
  strftime(text, sizeof text, "%H:%M %Z", localtime(&summer));
  puts(text);
  fflush(stdout);
  return system("echo shell: $((6 * 7)); exit 5") == 5 << 8 && argc == 2 && strcmp(argv[1], "two words") == 0 ? 0 : 1;
}
C
check "link" 0 "$(status "$sdk/bin/x86_64-pc-cygwin-gcc" app.c -o app.exe)"
check "bundle" 0 "$(status "$tern" bundle app.exe -o bundle)"
check "the shell goes along" 0 "$(status test -f bundle/bin/sh.exe)"
check "licences" 0 "$(status test -f bundle/licenses/dash/COPYING)"
mkdir elsewhere && mv bundle elsewhere/app
check "it runs" 0 "$(WINEPREFIX=$prefix WINEDEBUG=-all status env -u TMPDIR wine "$work/elsewhere/app/bin/app.exe" 'two words')"
tr -d '\r' <out >lines
check "local time" "11:46 CEST" "$(sed -n 1p lines)"
check "shell" "shell: 42" "$(sed -n 2p lines)"
check "no shell where it is not wanted" 0 "$(status "$tern" bundle --no-sh --no-zoneinfo app.exe -o flat)"
check "then all lies flat" "app.exe licenses tern1.dll" "$(ls flat | tr '\n' ' ' | sed 's/ $//')"
done_testing

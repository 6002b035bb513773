# SPDX-FileCopyrightText: The Tern authors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
. "$TESTS/lib.sh"
# Arguments, current directory and the program's name reach the program unchanged.
cp "$PROBE" probe.exe
nl='
'
check "arguments" '[one]'"$nl"'[two words]'"$nl"'[]'"$nl"'[*.c]'"$nl"'[a"b]'"$nl"'[back\]'"$nl"'[/tmp/x]' \
    "$("$run" ./probe.exe args one 'two words' '' '*.c' 'a"b' 'back\' /tmp/x | tr -d '\r')"
check "options of the program are not the runner's" '[--timeout]' "$("$run" ./probe.exe args --timeout | tr -d '\r')"
check "after --" '[x]' "$("$run" -- ./probe.exe args x | tr -d '\r')"
check "current directory" "Z:$(printf %s "$work" | tr / '\\')" "$("$run" ./probe.exe cwd | tr -d '\r')"
check "a name without folder" 0 "$(status "$run" probe.exe status 0)"
check "a name without .exe" 3 "$(status "$run" ./probe status 3)"
check "an absolute path" 4 "$(status "$run" "$work/probe.exe" status 4)"
mkdir 'ünïcödé dir' && cp probe.exe 'ünïcödé dir/pröbe.exe'
check "blanks and other letters in the path" 5 "$(status "$run" 'ünïcödé dir/pröbe.exe' status 5)"
# The SDK's own shell tells argv[0] in its messages.
shell() { "$@" -c 'nosuchcommand' 2>&1 | sed 's/: .*//'; }
cp "$sdk/sysroot/bin/sh.exe" "$sdk/sysroot/bin/tern1.dll" .
check "argv[0] is what was typed" ./sh "$(shell "$run" ./sh.exe)"
check "without a folder" sh "$(shell "$run" sh)"
check "a launcher's name" ./dir/sh "$(shell "$run" --launched-as ./dir/sh ./sh.exe)"
printf '#!/bin/sh\nexec "%s" --launched-as "$0" "%s" "$@"\n' "$run" "$work/sh.exe" >named && chmod +x named
check "a launcher in PATH" named "$(PATH=$work:$PATH shell named)"
check "one by its path" "$work/named" "$(shell "$work/named")"
check "not for programs that it starts" "sh none" "$("$run" sh -c 'sh -c "echo \$0 \${TERN_ARGV0-none}"')"
done_testing

# SPDX-FileCopyrightText: The Tern authors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
. "$TESTS/lib.sh"
# Host paths are target paths, but /bin, /usr/bin, /etc/{fstab,passwd,group} and /var/run are the target's own.
[ -f "$sdk/sysroot/bin/sh.exe" ] || skip "this SDK has no target shell"
target() { "$run" --timeout 60 sh -c "$@"; }
check "current directory" "$work" "$(target 'cd . && pwd')"
echo "from the host" >"file one"
check "a relative path" "from the host" "$(target 'read -r line <"file one"; echo "$line"')"
check "an absolute path" "from the host" "$(target 'read -r line <"$1"; echo "$line"' sh "$work/file one")"
target 'echo "from the target" >"$1"' sh "$work/file two"
check "and back" "from the target" "$(cat "file two")"
mkdir "blank dir" 'quote"dir'
check "names" "blank dir,file one,file two,quote\"dir," "$(target 'for name in *; do printf %s, "$name"; done')"
check "TMPDIR" "$(dirname -- "$work")" "$(TMPDIR=$(dirname -- "$work") target 'cd "$TMPDIR" && pwd')"
check "PATH" "$work:/usr/bin:/bin" "$(PATH=$work:/usr/local/bin:/usr/bin:/sbin:/bin target 'echo "$PATH"')"
check "HOME, TMP" "/my home,/my tmp" "$(TERN_CACHE=${TERN_CACHE:-$HOME/.cache/tern} HOME='/my home' TMP='/my tmp' target 'echo "$HOME,$TMP"')"
check "wildcards in arguments" '*' "$(target 'echo "$1"' sh '*')"
check "/bin is the target's" 0 "$(status "$run" sh -c 'test -x /bin/sh && test -x /usr/bin/sh')"
check "a program's name without .exe" 0 "$(status "$run" sh -c 'test -f /bin/sh && test ! -e /bin/no-such-program')"
check "found by the target's shell" 0 "$(status "$run" sh -c 'sh -c "exit 0"')"
check_match "/etc/fstab" '*Written by x86_64-pc-cygwin-run*' "$(target 'read -r line </etc/fstab; echo "$line"')"
check "/etc/hosts is the host's" "$(head -n 1 /etc/hosts)" "$(target 'read -r line </etc/hosts; echo "$line"')"
: >"/tmp/tern-run-$$"
check "/tmp" 0 "$(status "$run" sh -c 'test -f "$1"' sh "/tmp/tern-run-$$")"
rm -f "/tmp/tern-run-$$"
for name in /var/run/*; do [ -e "$name" ] && echo "$name"; done >list
check "/var/run is not the host's" 0 "$(status "$run" sh -c 'while read -r f; do test ! -e "$f" || exit; done <list')"
cp /bin/true ./elf
check "a program of the host is none here" 126 "$(status "$run" sh -c './elf')"
check "the host's tools are not found" 127 "$(status "$run" sh -c 'python3 -V')"
printf '#!/bin/sh\necho "interpreter $1"\n' >script && chmod +x script
check "a script with #!" "interpreter y" "$(target './script y')"
check "status of a signal" 143 "$(status "$run" sh -c 'kill $$')"
done_testing

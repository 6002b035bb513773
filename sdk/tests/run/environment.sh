# SPDX-FileCopyrightText: The Tern authors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
. "$TESTS/lib.sh"
cp "$PROBE" probe.exe
show() { "$run" "$@" | tr -d '\r'; }
check "a variable" "AB=c d" "$(AB='c d' show ./probe.exe env AB)"
check "--env" "AB=new" "$(AB=old show --env AB=new ./probe.exe env AB)"
check "HOME" "HOME=/home/me" "$(HOME=/home/me TERN_CACHE="${TERN_CACHE:-$HOME/.cache/tern}" show ./probe.exe env HOME)"
check "TZ" "TZ=Europe/Berlin" "$(TZ=Europe/Berlin show ./probe.exe env TZ)"
check "wildcards are not expanded twice" "TERN_HOST_START=1" "$(show ./probe.exe env TERN_HOST_START)"
check "CYGWIN is kept" "CYGWIN=nodosfilewarning" "$(CYGWIN=nodosfilewarning show ./probe.exe env CYGWIN)"
check "TMP, for the runtime" "TERN_ENV_TMP=/my tmp" "$(TMP='/my tmp' show ./probe.exe env TERN_ENV_TMP)"
check "TMPDIR, at which Wine 10.0 crashes" "TERN_ENV_TMPDIR=/tmp" "$(TMPDIR=/tmp show ./probe.exe env TERN_ENV_TMPDIR)"
check "--env of a variable that Wine replaces" "TERN_ENV_HOME=/x" "$(show --env HOME=/x ./probe.exe env TERN_ENV_HOME)"
check "path is not PATH" 0 "$(path=/nowhere; export path; status "$run" ./probe.exe status 0)"
tools=$(cd "$sdk/sysroot" && pwd)/bin
win() { printf 'Z:%s' "$1" | tr / '\\'; }
check_match "target tools for /usr/bin, in the caller's order, without host folders" \
    "PATH=$(win "$work/b" | sed 's/\\/\\\\/g');$(win "$tools" | sed 's/\\/\\\\/g');$(win /opt/x | sed 's/\\/\\\\/g');*" \
    "$(PATH=$work/b:/usr/local/bin:/usr/bin:/sbin:/bin:/opt/x show ./probe.exe env PATH)"
check "the same, as the runtime takes it" "TERN_ENV_PATH=$work/b:/usr/bin:/bin:/opt/x" \
    "$(PATH=$work/b:/usr/local/bin:/usr/bin:/sbin:/bin:/opt/x show ./probe.exe env TERN_ENV_PATH)"
check_match "tools are there even if PATH has none" "PATH=$(win "$tools" | sed 's/\\/\\\\/g');*" \
    "$(TERN_PATH='' show ./probe.exe env PATH)"
fstab=$(show ./probe.exe env TERN_FSTAB)
check_match "TERN_FSTAB" 'TERN_FSTAB=Z:\\*\\fstab' "$fstab"
fstab=$(printf %s "${fstab#TERN_FSTAB=Z:}" | tr '\\' /)
escaped=$(printf %s "$tools" | sed 's/ /\\\\040/g')
for line in 'Z:/ / ' "Z:$escaped /bin " "Z:$escaped /usr/bin "; do
    check "mount: $line" 0 "$(status grep -q -- "^$line" "$fstab")"
done
check "the caller's TERN_FSTAB" "TERN_FSTAB=/my/fstab" "$(TERN_FSTAB=/my/fstab show ./probe.exe env TERN_FSTAB)"
done_testing

# SPDX-FileCopyrightText: The Tern authors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
. "$TESTS/lib.sh"
# Programs of further folders lie over the SDK's in the target's /bin and /usr/bin.
cp "$PROBE" probe.exe
mkdir -p one two 'stage/usr/bin'
cp "$PROBE" one/first.exe
echo one >one/common
echo two >two/common
echo tool >two/second
echo staged >stage/usr/bin/staged
# Where the runner says that /usr/bin is.
bin_of() {
    fstab=$("$@" ./probe.exe env TERN_FSTAB | tr -d '\r')
    fstab=$(printf %s "${fstab#TERN_FSTAB=Z:}" | tr '\\' /)
    sed -n 's,^Z:\(.*\) /usr/bin .*,\1,p' "$fstab" | sed 's/\\040/ /g'
}
own=$(cd "$sdk/sysroot/bin" && pwd)
check "without further tools the SDK's folder" "$own" "$(bin_of "$run")"
bin=$(TERN_TOOLS=$work/one:$work/two bin_of "$run")
check "a folder for /bin" 0 "$(status test -d "$bin")"
check "programs of the first folder" "$(cksum <"$PROBE")" "$(cksum <"$bin/first.exe")"
check "programs of the second" tool "$(cat "$bin/second")"
check "the first of a name" one "$(cat "$bin/common")"
for file in "$own"/*.exe; do
    [ -e "$file" ] || continue
    check "the SDK's ${file##*/}" 0 "$(status cmp "$file" "$bin/${file##*/}")"
done
check "no second runtime" 1 "$(status test -e "$bin/tern1.dll")"
check "the option, instead of the variable" tool "$(cat "$(TERN_TOOLS=/nowhere bin_of "$run" --tools two)/second")"
check "a name of such a folder" 6 "$(TERN_TOOLS=$work/one PATH=/usr/bin status "$run" first status 6)"

rm one/common
echo new >one/newer
bin=$(TERN_TOOLS=$work/one:$work/two bin_of "$run")
check "a program that came" new "$(cat "$bin/newer")"
check "a program that went" two "$(cat "$bin/common")"
echo replaced >one/newer.tmp && mv one/newer.tmp one/newer
check "a program that was replaced" replaced "$(cat "$(TERN_TOOLS=$work/one:$work/two bin_of "$run")/newer")"

check "the staging tree's" staged "$(cat "$(TERN_STAGING=$work/stage bin_of "$run")/staged")"
check "none where TERN_TOOLS is empty" "$own" "$(TERN_TOOLS='' TERN_STAGING=$work/stage bin_of "$run")"
check "a folder that is not there" "$own" "$(TERN_TOOLS=$work/none bin_of "$run")"
done_testing

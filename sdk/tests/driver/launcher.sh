# SPDX-FileCopyrightText: The Tern authors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# Subject: the script that TERN_EXE_LAUNCHER=1 leaves beside a program.
. "$(dirname "$0")/lib.sh"
# A copy of the SDK with a runner that tells how it was called.
cp -a "$sdk" "$work/s d k"
bin="$work/s d k/bin/x86_64-pc-cygwin"
rm -f "$bin-run"
printf '#!/bin/sh\nprintf "<%%s>" "$@"\nexit 5\n' >"$bin-run"
chmod +x "$bin-run"
export TERN_EXE_LAUNCHER=1
echo 'int main(void) { return 0; }' >m.c
mkdir "pro ject"
status 0 cc m.c -o "pro ject/prog"
[ -x "pro ject/prog" ] || fail "no launcher"
status 5 "./pro ject/prog" one 'two words' '*'
has out "pro ject/prog.exe><one><two words><*>"
# Through a link, through PATH, after program and SDK were moved, together or one of them.
ln -s "pro ject/prog" link
status 5 ./link
status 5 env PATH="$work/pro ject:$PATH" prog
mkdir moved && mv "s d k" "pro ject" moved/
status 5 "moved/pro ject/prog"
mv "moved/s d k" "other sdk"
status 5 env PATH="$work/other sdk/bin:$PATH" "moved/pro ject/prog"
bin="$work/other sdk/bin/x86_64-pc-cygwin"
# The staging tree of the link is known without the environment.
sed -i 's/^exit 5$/printf "<%s>" "$TERN_STAGING"; exit 5/' "$bin-run"
TERN_STAGING="$work/st ree" cc m.c -o staged
status 5 env -u TERN_STAGING ./staged
has out "<$work/st ree>"
status 5 env TERN_STAGING=/other ./staged
has out "</other>"
# Linking again replaces a launcher, and nothing else.
status 0 cc m.c -o again
status 0 cc m.c -o again
status 5 ./again
# The program itself, started by a shell with another PATH, is handed to its launcher.
status 5 env PATH=/usr/bin:/bin sh -c './again.exe one "two words"'
has out "again.exe><one><two words>"
echo precious >kept
status 0 cc m.c -o kept
has kept precious
has err "'kept' is not a launcher"
mkdir folder
status 0 cc m.c -o folder
[ -d folder ] && [ -s folder.exe ] || fail "a folder of the plain name"
# None for DLLs, objects, names that are no .exe, and when it is not asked for.
status 0 cc -shared m.c -o lib.dll
[ ! -e lib ] || fail "a launcher for a DLL"
unset TERN_EXE_LAUNCHER
status 0 cc m.c -o plain
[ ! -e plain ] || fail "an unasked launcher"
# binutils mean the program.
before=$(wc -c <again.exe)
TERN_EXE_LAUNCHER=1 cc -g m.c -o again
status 0 "$bin-strip" again
head -n 1 again | grep -q '^#!/bin/sh' || fail "strip changed the launcher"
status 0 "$bin-size" plain
status 0 "$bin-nm" again

#!/bin/sh
# SPDX-FileCopyrightText: The Tern authors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# dash.sh ROOT SDK SOURCES WORK: builds dash for the target and puts it into the SDK as /bin/sh and /bin/dash.
set -eu
root=$1 sdk=$2 sources=$3 work=$4/dash
log=$4/dash.log
unset CC CPP CFLAGS CPPFLAGS LDFLAGS CONFIG_SITE MAKEFLAGS MAKELEVEL
PATH=$sdk/bin:$PATH
export PATH

"$root/ci/fetch" --into "$sources" dash
rm -rf -- "$work"
cp -a -- "$sources/dash" "$work"
cd "$work"
{
    # Debian's patches change configure.ac.
    autoreconf -fi &&
        ./configure --build=x86_64-pc-linux-gnu --host=x86_64-pc-cygwin --prefix=/usr CFLAGS=-O2 &&
        make -j2
} >"$log" 2>&1 || {
    tail -n 30 "$log" >&2
    echo "dash.sh: building dash failed; the whole log: $log" >&2
    exit 1
}
x86_64-pc-cygwin-strip src/dash.exe
mkdir -p "$sdk/share/licenses/dash"
cp COPYING "$sdk/share/licenses/dash/COPYING"
cp src/dash.exe "$sdk/sysroot/bin/.dash.$$"
mv -f "$sdk/sysroot/bin/.dash.$$" "$sdk/sysroot/bin/dash.exe"
cp src/dash.exe "$sdk/sysroot/bin/.sh.$$"
mv -f "$sdk/sysroot/bin/.sh.$$" "$sdk/sysroot/bin/sh.exe"

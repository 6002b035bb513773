# SPDX-FileCopyrightText: The Tern authors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
. "$TESTS/lib.sh"
# A prefix of its own is made on first use, also under a name with blanks, and --stop ends its server.
cp "$PROBE" probe.exe
TERN_WINEPREFIX="$work/my prefix"
TERN_PREFIX_QUIET=yes
export TERN_WINEPREFIX TERN_PREFIX_QUIET
check "first use by two at once" "0 0" "$(
    status "$run" ./probe.exe status 0 >first & 
    second=$(cd "$work" && mkdir -p two && cd two && status "$run" ../probe.exe status 0)
    wait
    echo "$(cat first) $second")"
check "server runs" 0 "$(status sh -c 'ls "$1"/.tern-server' sh "$TERN_WINEPREFIX")"
check "--stop" 0 "$(status "$run" --stop)"
check "--stop again" 0 "$(status "$run" --stop)"
check "starts again" 7 "$(status "$run" ./probe.exe status 7)"
"$run" --stop
check "a prefix that cannot be made" 125 "$(TERN_WINEPREFIX=/proc/none status "$run" ./probe.exe status 0)"
check "a server that others started" 8 "$(WINEPREFIX=$TERN_WINEPREFIX wineserver -p; status "$run" ./probe.exe status 8)"
"$run" --stop
done_testing

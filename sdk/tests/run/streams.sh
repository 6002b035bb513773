# SPDX-FileCopyrightText: The Tern authors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
. "$TESTS/lib.sh"
cp "$PROBE" probe.exe
check "stdin to stdout" "some text" "$(echo some text | "$run" ./probe.exe cat | tr -d '\r')"
"$run" ./probe.exe both >one 2>two
check "stdout" "to stdout" "$(tr -d '\r' <one)"
check "stderr" "to stderr" "$(tr -d '\r' <two)"
head -c 1000000 /dev/zero | tr '\0' a >big
"$run" ./probe.exe cat <big >copy
check "a megabyte" "$(cksum <big)" "$(cksum <copy)"
# Wine calls each of the host's memory devices a null device.
check "a full device" 1 "$("$run" sh -c 'echo x' 2>err >/dev/full; echo $?)"
check "a null device" "0 1" "$("$run" sh -c 'echo x' >/dev/null; echo $?) $("$run" sh -c 'read x; echo $?' </dev/null)"
# Services that Wine starts must not hold the pipe: cat would never end.
check "end of a pipe" 0 "$(status timeout 60 sh -c '"$1" ./probe.exe both | cat' sh "$run")"
done_testing

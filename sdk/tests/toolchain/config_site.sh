# SPDX-FileCopyrightText: The Tern authors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
. "$TESTS/lib.sh"
# Each answer of share/config.site is what a program measures.
"$sdk/bin/x86_64-pc-cygwin-gcc" -w -O1 "$TESTS/toolchain/config_site_probe.c" -o probe.exe ||
    { echo "FAILED: the probe does not link"; exit 1; }
"$run" --timeout 60 ./probe.exe >measured
check "the probe ends" 0 $?
tr -d '\r' <measured >lines
sed -n 's/^\([a-z]*_cv_[a-z_0-9]*\)=\${\1=\([^}]*\)}.*/\1=\2/p' "$sdk/share/config.site" | grep -v -e '^lt_' -e _raw_decl_ >answers # those are choices
check "there are answers" 0 "$(status test -s answers)"
while IFS= read -r answer; do
    name=${answer%%=*}
    check "$name" "$answer" "$(grep "^$name=" lines || echo "$name: not measured")"
done <answers
# Another host's configure gets none of them.
check "for other hosts" "" "$(host_alias=; . "$sdk/share/config.site"; echo "${ac_cv_func_fork_works-}")"
check "for the target" yes "$(host_alias=x86_64-pc-cygwin; . "$sdk/share/config.site"; echo "$ac_cv_func_fork_works")"
done_testing

# SPDX-FileCopyrightText: The Tern authors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
. "$TESTS/lib.sh"
# A Meson project builds, and "meson test" runs target programs, with the SDK in PATH at set-up only.
command -v meson >/dev/null || skip "no meson here"
mkdir project && cd project || exit 1
cat >meson.build <<'MESON'
project('numbers', 'c', version: '1.2.3')
assert(host_machine.system() == 'cygwin')
cc = meson.get_compiler('c')
assert(cc.sizeof('long') == 8)
ran = cc.run('int main(void) { return 3; }')
assert(ran.compiled() and ran.returncode() == 3, 'programs of the target cannot be run')
lib = shared_library('numbers', 'numbers.c', version: '1.2.3', soversion: '1')
exe = executable('count', 'count.c', link_with: lib)
test('count', exe, args: ['a', 'b'])
test('fails', exe, should_fail: true)
MESON
echo 'int answer = 42; int number(int n) { return n + 1; }' >numbers.c
echo 'extern int answer; int number(int); int main(int c, char **v) { (void)v; return number(c) == 4 && answer == 42 ? 0 : 1; }' >count.c
check "set-up" 0 "$(status "$sdk/bin/x86_64-pc-cygwin-meson" setup build)"
[ -f build/build.ninja ] || { tail -n 20 out; tail -n 40 build/meson-logs/meson-log.txt; }
check "build" 0 "$(status ninja -C build)"
[ "$(ls build/*.dll)" = build/cygnumbers-1.dll ] || check "name of the library" build/cygnumbers-1.dll "$(ls build/*.dll)"
check "test" 0 "$(status meson test -C build)"
[ "$failures" -eq 0 ] || tail -n 30 out
done_testing

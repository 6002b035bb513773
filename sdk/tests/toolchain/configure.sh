# SPDX-FileCopyrightText: The Tern authors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
. "$TESTS/lib.sh"
# An autotools project with libtool: with nothing but PATH set, and by x86_64-pc-cygwin-configure; shared library, test by
# the host's make.
command -v autoreconf >/dev/null && command -v libtoolize >/dev/null || skip "no autoconf, automake, libtool here"
# Without a blank in its name: neither autoconf nor libtool can have that.
folder=$(mktemp -d "${TMPDIR:-/tmp}/tern-configure.XXXXXX") || exit 1
trap 'cd / && rm -rf -- "$work" "$folder"' EXIT
mkdir -p "$folder/project/m4" && cd "$folder/project" || exit 1
cat >configure.ac <<'AC'
AC_INIT([numbers], [1.0])
AC_CONFIG_MACRO_DIRS([m4])
AM_INIT_AUTOMAKE([foreign subdir-objects])
AC_PROG_CC
AM_PROG_AR
LT_INIT([win32-dll])
AC_FUNC_MALLOC
AC_FUNC_FORK
AC_CHECK_FUNCS([getline fork])
AC_CONFIG_FILES([Makefile])
AC_OUTPUT
AC
cat >Makefile.am <<'AM'
ACLOCAL_AMFLAGS = -I m4
lib_LTLIBRARIES = libnumbers.la
libnumbers_la_SOURCES = numbers.c
libnumbers_la_LDFLAGS = -version-info 1:0:0 -no-undefined
check_PROGRAMS = count
count_SOURCES = count.c
count_LDADD = libnumbers.la
TESTS = count
AM
echo 'int answer = 42; int number(int n) { return n + 1; }' >numbers.c
echo 'extern int answer; int number(int); int main(int c, char **v) { (void)v; return number(c) == 2 && answer == 42 ? 0 : 1; }' >count.c
check "autoreconf" 0 "$(status autoreconf -fi)"
PATH=$sdk/bin:$PATH
TERN_EXE_LAUNCHER=1
export PATH TERN_EXE_LAUNCHER
unset CC CXX CONFIG_SITE AR LD
case $sdk in *' '*) export LD=x86_64-pc-cygwin-ld ;; esac # as docs/using.md says; the second way has it from config.site
for way in "./configure --host=x86_64-pc-cygwin" "x86_64-pc-cygwin-configure"; do
    # shellcheck disable=SC2086
    check "$way" 0 "$(status $way --prefix=/usr)"
    check "compiler" "x86_64-pc-cygwin-gcc" "$(sed -n "s/^CC='*\([^ ']*\).*/\1/p" config.log | tail -n 1)"
    check "make" 0 "$(status make -j2)"
    check "a DLL" .libs/cygnumbers-1.dll "$(ls .libs/*.dll)"
    check "make check" 0 "$(status make check)"
    [ "$failures" -eq 0 ] || { tail -n 20 out err; cat test-suite.log; }
    check "install" 0 "$(status make install DESTDIR="$folder/stage")"
    check "DLL in bin" 0 "$(status test -f "$folder/stage/usr/bin/cygnumbers-1.dll")"
    make -s distclean
    unset LD
    rm -rf -- "$folder/stage"
done
done_testing

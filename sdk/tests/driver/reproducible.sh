# SPDX-FileCopyrightText: The Tern authors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# Subject: the same call gives the same bytes, at any time, in any folder of temporary files.
. "$(dirname "$0")/lib.sh"
cat >lib.cc <<'END'
struct Base { virtual ~Base() {} virtual int f() { return 1; } };
__attribute__((weak)) int weak = 1;
Base base;
int use() { return base.f(); }
END
echo 'int main(void) { return __LINE__; }' >m.c
mkdir tmp1 tmp2
build() {
  export TMPDIR="$work/$1"
  cxx -g -O2 -shared lib.cc -o cyglib.dll -nostdlib++ -Wl,--out-implib,liblib.dll.a \
    -Wl,--unresolved-symbols=ignore-all 2>/dev/null
  cc -g -rdynamic m.c -o m
  cc -O2 -flto m.c -o lto
  "$bin-ar" rcs libm.a cyglib.dll
  mkdir "kept$1"
  mv cyglib.dll liblib.dll.a m.exe lto.exe libm.a "kept$1/"
}
build tmp1
sleep 1.1 # times in files count seconds
touch m.c lib.cc
build tmp2
diff -r kepttmp1 kepttmp2 || fail "two builds differ"
# Not even the folder, when it is mapped away.
mkdir other && cp m.c other/
cc -g -ffile-prefix-map="$work"=/src m.c -o here
(cd other && cc -g -ffile-prefix-map="$work/other"=/src m.c -o here)
cmp here.exe other/here.exe || fail "the folder shows"

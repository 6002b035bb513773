# SPDX-FileCopyrightText: The Tern authors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# Subject: linked programs run, with the real runtime and under the runner.
. "$(dirname "$0")/lib.sh"
sdk=${TERN_SDK_DIR:-none}
bin=$sdk/bin/x86_64-pc-cygwin
[ -f "$sdk/sysroot/bin/tern1.dll" ] && [ -f "$sdk/sysroot/usr/lib/libcygwin.a" ] && [ -x "$bin-run" ] || {
  echo "no runtime in $sdk"
  exit 77
}
run() { "$bin-run" "$@"; }

cat >lib.c <<'END'
int counter = 5;
int *inside = &counter;
__attribute__((weak)) int weak = 2;
__attribute__((weak)) int weak_function(void) { return 3; }
__thread int per_thread = 4;
int next(void) { return ++counter; }
END
cat >prog.c <<'END'
#include <stdio.h>
extern int counter, weak, *inside;
extern __thread int per_thread;
int next(void), weak_function(void);
int *address = &counter;
int main(int argc, char **argv) {
  next();
  printf("%d %d %d %d %d %d %d\n", counter, *address, weak, weak_function(), per_thread, *inside, argc);
  return counter;
}
END
status 0 cc -shared lib.c -o cygl-0.dll -Wl,--out-implib,libl.dll.a
for level in -O0 -O2; do
  status 0 cc $level prog.c -L. -ll -o prog
  status 6 run ./prog.exe a b
  has out '6 6 2 3 4 6 3'
done
status 0 cc -static prog.c lib.c -o static
status 6 run ./static.exe
status 0 cc -O2 -flto prog.c lib.c -o lto
status 6 run ./lto.exe

# thread_local with a constructor in another DLL: its initialiser is a weak reference.
cat >tls_lib.cc <<'END'
struct Value { int value; Value(); };
Value::Value() : value(7) {}
thread_local Value per_thread;
END
cat >tls_use.cc <<'END'
struct Value { int value; Value(); };
extern thread_local Value per_thread;
int main() { return per_thread.value; }
END
status 0 cxx -nostdlib++ -shared tls_lib.cc -o cygtls-0.dll -Wl,--out-implib,libtls.dll.a
status 0 cxx -nostdlib++ tls_use.cc -L. -ltls -o tls_use
status 7 run ./tls_use.exe

if [ -f "$sdk/sysroot/usr/lib/libc++.dll.a" ]; then
  cat >throwing.cc <<'END'
#include <stdexcept>
void thrower(int n) { throw std::runtime_error(n ? "one" : "zero"); }
END
  cat >catching.cc <<'END'
#include <iostream>
#include <stdexcept>
void thrower(int);
int main() {
  try { thrower(1); } catch (const std::exception &error) { std::cout << error.what() << std::endl; return 0; }
  return 1;
}
END
  for how in '' -static-libstdc++ '-static-libstdc++ -static-libgcc'; do
    for level in -O0 -O2; do
      # shellcheck disable=SC2086 # words
      status 0 cxx $level $how -shared throwing.cc -o cygt-0.dll -Wl,--out-implib,libt.dll.a
      # shellcheck disable=SC2086
      status 0 cxx $level $how catching.cc -L. -lt -o catching
      status 0 run ./catching.exe
      has out one
    done
  done
fi

# SPDX-FileCopyrightText: The Tern authors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# Subject: another LLVM than the SDK's is refused with a sentence.
. "$(dirname "$0")/lib.sh"
echo 'int x;' >x.c

# A stand-in that says another version.
mkdir llvm
printf '#!/bin/sh\necho 18.1.8\n' >llvm/clang
chmod +x llvm/clang
status 1 env TERN_LLVM_BIN="$work/llvm" "$bin-gcc" -c x.c
has err 'clang 18.1.8; the SDK needs clang 19'
status 1 env TERN_CLANG=/nonexistent/clang "$bin-gcc" -c x.c
has err 'TERN_CLANG=/nonexistent/clang names no program'
status 1 env TERN_LLVM_BIN="$work" "$bin-gcc" -c x.c
has err 'has no program clang'

# LLVM 22 and later need no plugin.
printf '#!/bin/sh\nif [ "$1" = -dumpversion ]; then echo 22.1.0; else printf "%%s\\n" "$@"; fi\n' >llvm/clang
status 0 env TERN_LLVM_BIN="$work/llvm" "$bin-gcc" -c x.c
hasnot out fplugin

# The plugin itself, loaded by a process without LLVM's symbols, and by another clang where there is one.
cat >load.c <<'END'
#include <dlfcn.h>
int main(int argc, char **argv) { return dlopen(argv[1], RTLD_NOW) ? 0 : 2; }
END
clang-19 load.c -o load -ldl
status 1 ./load "$sdk/lib/tern/clang-cygwin.so"
has err 'works with clang-19 only'
cat >load.c <<'END'
#include <dlfcn.h>
void LLVMGetVersion(unsigned *major, unsigned *minor, unsigned *patch) { *major = 20, *minor = 1, *patch = 2; }
int main(int argc, char **argv) { return dlopen(argv[1], RTLD_NOW) ? 0 : 2; }
END
clang-19 -rdynamic load.c -o load -ldl
status 1 ./load "$sdk/lib/tern/clang-cygwin.so"
has err 'it was loaded by clang 20.1.2'

# Compiled with other headers: the compiler says so.
if [ -f "$tests/../../plugin/llvm_version.h" ]; then
  mkdir -p llvm/Config
  echo '#define LLVM_VERSION_MAJOR 18' >llvm/Config/llvm-config.h
  status 1 clang-19 -fsyntax-only -I. -x c++ "$tests/../../plugin/llvm_version.h"
  has err 'written for LLVM 19'
fi

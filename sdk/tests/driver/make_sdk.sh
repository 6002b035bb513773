#!/bin/sh
# SPDX-FileCopyrightText: The Tern authors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# make_sdk.sh CMAKE BUILD SDK: installs the SDK's host part into the folder SDK (its name has a blank) and puts a
# stand-in for the C library into its sysroot: start files that exit with main's status, what the linker needs.
set -eu
cmake=$1 build=$2 sdk=$3
rm -rf "$sdk"
"$cmake" --install "$build" --prefix "$sdk" >/dev/null
bin=$sdk/bin/x86_64-pc-cygwin
lib=$sdk/sysroot/usr/lib
mkdir -p "$lib" "$sdk/sysroot/usr/include"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

cat >crt1.c <<'END'
extern int main(int, char **);
__declspec(dllimport) void ExitProcess(unsigned);
void mainCRTStartup(void) { ExitProcess(main(0, 0)); }
END
cat >dllcrt1.c <<'END'
int DllMainCRTStartup(void *instance, unsigned reason, void *reserved) { return 1; }
__attribute__((weak)) int start_file_choice;
END
cat >main_hook.c <<'END'
void __main(void) {}
END
cat >module.c <<'END'
void _pei386_runtime_relocator(void) {}
void *__dso_handle = &__dso_handle;
END
"$bin-gcc" -c crt1.c dllcrt1.c main_hook.c module.c
cp crt1.o dllcrt1.o "$lib/"
"$bin-ar" rcs "$lib/libcygwin.a" main_hook.o module.o
"$bin-ar" rcs "$lib/libclang_rt.builtins.a"
for name in kernel32 ntdll; do
  printf 'LIBRARY %s.dll\nEXPORTS\nExitProcess\n' $name >$name.def
  "$bin-dlltool" -d $name.def -l "$lib/lib$name.a"
done

# SPDX-FileCopyrightText: The Tern authors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# Subject: functions and data of other modules without dllimport, in both directions.
. "$(dirname "$0")/lib.sh"
echo 'int counter = 5; int table[3] = {1, 2, 3}; int next(void) { return ++counter; }' >lib.c
status 0 cc -shared lib.c -o cygdata-0.dll -Wl,--out-implib,libdata.dll.a
cat >prog.c <<'END'
extern int counter, table[];
int next(void);
int *in_data = &counter;
int (*pointer)(void) = next;
int from_program = 9;
int main(void) { return counter + table[2] + *in_data + pointer(); }
END
status 0 cc prog.c -L. -ldata -o prog
readobj --coff-imports prog.exe >imports
has imports 'Symbol: counter'
has imports 'Symbol: table'
has imports 'Symbol: next'
has imports cygdata-0.dll
# Without an import library, by the DLL itself.
status 0 cc prog.c cygdata-0.dll -o direct
readobj --coff-imports direct.exe >imports
has imports 'Symbol: counter'
# The other direction: a plugin that uses the program's data.
status 0 cc prog.c -rdynamic -L. -ldata -o host -Wl,--out-implib,libhost.dll.a
echo 'extern int from_program; int plugin(void) { return from_program; }' >plugin.c
status 0 cc -shared plugin.c -L. -lhost -o plugin.dll
readobj --coff-imports plugin.dll >imports
has imports host.exe
has imports 'Symbol: from_program'
# A weak reference is bound to a DLL that has the function, stays null where none has it, and gives way to a
# definition of the program's own.
echo '__attribute__((weak)) int next(void), absent(void);
int main(void) { return (next ? next() : 0) + (absent ? absent() : 0); }' >weak.c
status 0 cc weak.c -L. -ldata -o weak
readobj --coff-imports weak.exe >imports
has imports 'Symbol: next'
hasnot imports absent
echo 'int next(void) { return 0; }' >own.c
status 0 cc weak.c own.c -L. -ldata -o weak
readobj --coff-imports weak.exe >imports
hasnot imports 'Symbol: next'
status 1 cc -Wl,--disable-auto-import prog.c -L. -ldata -o refused
# Thread-local variables of another module go through the runtime's one emulation.
echo '__thread int per_thread = 3;' >tls.c
status 0 cc -shared tls.c -o cygtls-0.dll -Wl,--out-implib,libtls.dll.a
echo 'extern __thread int per_thread; void *__emutls_get_address(void *v) { return v; }
int main(void) { return per_thread; }' >use_tls.c
status 0 cc use_tls.c -L. -ltls -o use_tls
readobj --coff-imports use_tls.exe >imports
has imports __emutls_v.per_thread

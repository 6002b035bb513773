# SPDX-FileCopyrightText: The Tern authors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# Subject: what a DLL or a program exports.
. "$(dirname "$0")/lib.sh"
cat >lib.c <<'END'
int strong = 1;
int function(void) { return 1; }
__attribute__((weak)) int weak_data = 2;
__attribute__((weak)) int weak_function(void) { return 3; }
__attribute__((weak, alias("function"))) int weak_alias(void);
__attribute__((visibility("hidden"))) int hidden(void) { return 4; }
__attribute__((weak, visibility("hidden"))) int weak_hidden(void) { return 5; }
__attribute__((weak)) int weak_undefined(void);
int uses(void) { return hidden() + weak_hidden() + (weak_undefined ? weak_undefined() : 0); }
END
status 0 cc -shared lib.c -o all.dll
exports_of all.dll
for name in strong function weak_data weak_function weak_alias uses; do is_exported $name; done
for name in hidden weak_hidden weak_undefined __dso_handle __main _pei386_runtime_relocator DllMainCRTStartup \
  start_file_choice; do
  is_not_exported $name
done
# Through the import library data is data: another module reaches it without a thunk.
status 0 cc -shared lib.c -o all.dll -Wl,--out-implib,libiall.dll.a
"$bin-nm" libiall.dll.a >symbols
has symbols __imp_weak_data
hasnot symbols 'T weak_data'
has symbols 'T weak_function'

# dllexport chooses; --export-all-symbols takes all nevertheless; a .def file chooses.
echo '__declspec(dllexport) int chosen(void) { return 1; } int other(void) { return 2; }
__attribute__((weak)) int weak_other(void) { return 3; }' >chosen.c
status 0 cc -shared chosen.c -o chosen.dll
exports_of chosen.dll
is_exported chosen
is_not_exported other
is_not_exported weak_other
status 0 cc -shared chosen.c -Wl,--export-all-symbols -o chosen.dll
exports_of chosen.dll
for name in chosen other weak_other; do is_exported $name; done
printf 'EXPORTS\n  function\n' >lib.def
status 0 cc -shared lib.c lib.def -o def.dll
exports_of def.dll
is_exported function
is_not_exported strong
is_not_exported weak_function
status 0 cc -shared lib.c -Wl,--exclude-symbols,strong,--exclude-symbols,weak_function -o some.dll
exports_of some.dll
is_not_exported strong
is_exported function

# Templates, inline functions, vtables, type information.
cat >lib.cc <<'END'
template <typename T> T twice(T v) { return v * 2; }
template int twice<int>(int);
struct Base { virtual ~Base(); virtual int f(); };
Base::~Base() {}
int Base::f() { return 1; }
inline int in_line() { static int state; return ++state; }
int use() { return in_line(); }
END
status 0 cxx -shared lib.cc -o cxx.dll -nostdlib++ -Wl,--unresolved-symbols=ignore-all
exports_of cxx.dll
for name in _Z5twiceIiET_S0_ _ZTV4Base _ZTI4Base _ZN4Base1fEv _ZZ7in_linevE5state; do is_exported $name; done

# Whole archives are exported, weak definitions too; --exclude-libs takes a library out.
status 0 cc -c lib.c
"$bin-ar" rcs libpart.a lib.o
echo 'int own(void) { return 1; }' >own.c
status 0 cc -shared own.c -L. -Wl,--whole-archive -lpart -Wl,--no-whole-archive -o whole.dll
exports_of whole.dll
for name in own function weak_function; do is_exported $name; done
is_not_exported weak_hidden
status 0 cc -shared own.c -L. -Wl,--exclude-libs,libpart.a -Wl,--whole-archive -lpart -Wl,--no-whole-archive -o whole.dll
exports_of whole.dll
is_exported own
is_not_exported function
is_not_exported weak_function
status 0 cc -shared own.c -L. -Wl,--exclude-libs,ALL -Wl,--whole-archive -lpart -Wl,--no-whole-archive -o whole.dll
exports_of whole.dll
is_not_exported strong

# A program exports when asked to.
echo 'int shared_with_plugins(void) { return 1; } int main(void) { return 0; }' >prog.c
status 0 cc prog.c -o plain
exports_of plain.exe
[ ! -s exports ] || fail "a program exports unasked"
for flag in -rdynamic -Wl,--export-dynamic -Wl,-E -Wl,--export-all-symbols; do
  status 0 cc $flag prog.c -o exporting -Wl,--out-implib,libexporting.dll.a
  exports_of exporting.exe
  is_exported shared_with_plugins
  [ -s libexporting.dll.a ] || fail "no import library of a program"
done
# Link-time optimisation keeps what is exported.
status 0 cc -O2 -flto -shared lib.c -o lto.dll
exports_of lto.dll
is_exported function
is_exported strong

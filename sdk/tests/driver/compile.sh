# SPDX-FileCopyrightText: The Tern authors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# Subject: what the compiler knows about the target, and all kinds of input.
. "$(dirname "$0")/lib.sh"

cat >model.c <<'END'
#include <stdarg.h>
#include <stddef.h>
_Static_assert(sizeof(long) == 8 && sizeof(void *) == 8, "LP64");
_Static_assert(sizeof(wchar_t) == 2 && sizeof(__WINT_TYPE__) == 4 && (__WINT_TYPE__)-1 > 0, "wide characters");
_Static_assert(sizeof(long double) == 16 && __LDBL_MANT_DIG__ == 64, "80-bit long double");
_Static_assert(sizeof(va_list) == sizeof(char *), "Win64 va_list");
#if !defined __CYGWIN__ || !defined __unix__ || defined _WIN32 || !defined __SEH__ && defined __cplusplus
#error "wrong macros"
#endif
#if __GNUC__ < 9 || !defined __clang__
#error "wrong compiler"
#endif
struct bits { char a : 1; int b : 1; };
_Static_assert(sizeof(struct bits) == 8, "bit-fields as in Win32's headers");
extern int imported;
extern __thread int other;
__thread int own = 3;
int __attribute__((stdcall)) sum(int n, ...) {
  va_list list;
  va_start(list, n);
  int result = va_arg(list, int) + imported + own + other;
  va_end(list);
  return result;
}
END
status 0 cc -Wall -Wextra -Werror -O2 -c model.c
"$bin-nm" model.o >symbols
has symbols .refptr.imported
has symbols __emutls_get_address
has symbols __emutls_v.own
status 0 cc -c -DX -include stddef.h -x c - </dev/null -o empty.o

cat >throw.cc <<'END'
struct Guard { ~Guard(); };
thread_local Guard guard;
static Guard global;
void callee();
int caller() { Guard local; try { callee(); } catch (int) { return 1; } return 0; }
#ifndef __SEH__
#error "no SEH"
#endif
END
status 0 cxx -O2 -S throw.cc -o throw.s
has throw.s __gxx_personality_seh0
has throw.s __cxa_thread_atexit
has throw.s __cxa_atexit

# Assembler, preprocessed assembler, LLVM IR, -x, several files at once.
printf '.globl f\nf: ret\n' >plain.s
printf '#define NAME g\n.globl NAME\nNAME: ret\n' >upper.S
status 0 cc -Werror -c plain.s upper.S
"$bin-nm" plain.o upper.o >symbols
has symbols ' T f'
has symbols ' T g'
status 0 cc -S -emit-llvm model.c
status 0 cc -c model.ll -o from_ir.o
"$bin-nm" from_ir.o >symbols
has symbols .refptr.imported
cp model.c model.txt
status 0 cc -x c -c model.txt -o by_language.o
"$bin-nm" by_language.o >symbols
has symbols ' T sum'

# In two steps, as ccache and distcc do.
status 0 cc -E model.c -o model.i
status 0 cc -c model.i -o from_i.o
status 0 cc -c -x cpp-output model.i -o from_cpp_output.o
cmp from_i.o from_cpp_output.o

# The preprocessor by its own name, -E, -dM, -M.
printf '#define V 42\nV\n' >value.c
status 0 "$bin-cpp" value.c
has out 42
status 0 "$bin-cpp" value.c value.i
has value.i 42
status 0 cc -E -dM -x c /dev/null
has out '#define __CYGWIN__ 1'
printf '#include "part.h"\n' >whole.c
: >part.h
status 0 cc -MM whole.c
has out 'whole.o: whole.c part.h'

# The host's headers are never found; the sysroot's are, in Cygwin's order.
status 0 cc -v -fsyntax-only -x c /dev/null
hasnot err ' /usr/include'
mkdir -p root/usr/include/w32api root/usr/include/c++/v1 root/usr/local/include
status 0 cxx --sysroot="$work/root" -v -fsyntax-only -x c++ /dev/null
sed -n '/^#include </,/^End/s/^ //p' err >order
printf '%s\n' "$work/root/usr/include/c++/v1" "$work/root/usr/local/include" RESOURCE \
  "$work/root/usr/include/w32api" "$work/root/usr/include" >wanted
sed 's,.*/lib/clang/.*,RESOURCE,' order | diff wanted - >&2 || fail "order of header folders"
mkdir -p root/usr/include/c++/v1 && echo '#define FROM_LIBCXX' >root/usr/include/c++/v1/vector
printf '#include <vector>\n#ifndef FROM_LIBCXX\n#error other\n#endif\n' >lib.cc
status 0 cxx --sysroot "$work/root" -c lib.cc

for flag in -nostdinc -nostdinc++ -nostdlibinc; do
  status 1 cxx $flag --sysroot "$work/root" -c lib.cc
done

# Options of the link in a compile are no error and no warning, as with GCC.
status 0 cc -Werror -c value.c -E -Wl,-s -L. -lfoo -shared -static -s -rdynamic -mwindows -o /dev/null
[ ! -s err ] || fail "a compile complained about options of the link"
status 0 cc -pthread -E -dM -x c /dev/null
has out _REENTRANT
status 0 cc -mwin32 -E -dM -x c /dev/null
has out '#define _WIN32 1'
# Headers are precompiled.
echo 'int declared;' >pre.h
status 0 cc pre.h
[ -s pre.h.gch ] || [ -s pre.h.pch ] || fail "no precompiled header"

# SPDX-FileCopyrightText: The Tern authors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# Subject: features that need code in the link: they work, or the link says what is missing.
. "$(dirname "$0")/lib.sh"
echo 'int helper(int); int main(void) { return helper(0); }' >m.c
echo 'int helper(int n) { return n; }' >helper.c

# Link-time optimisation in one step and in two, with thread-local variables.
echo '__thread volatile int own = 1; int helper(int n) { return n + own; }' >tls.c
echo 'void *__emutls_get_address(void *v) { return v; }' >runtime.c
cc -c runtime.c
for kind in -flto -flto=thin -flto=full; do
  status 0 cc -O2 $kind m.c helper.c -o one_step
  status 0 cc -O2 $kind -c m.c tls.c
  status 0 cc -O2 $kind m.o tls.o runtime.o -o two_steps
  status 0 cc m.o tls.o runtime.o -o not_told
done
"$bin-nm" two_steps.exe >symbols
has symbols __emutls_v.own
status 0 cc -flto -fno-lto -c m.c
header_of m.o
has header COFF-x86-64

# Sanitizers: the trapping form needs nothing; the others say what they need.
status 0 cc -fsanitize=undefined -fsanitize-trap=undefined m.c helper.c -o trapping
status 0 cc -fsanitize=undefined -fsanitize-undefined-trap-on-error m.c helper.c -o trapping
status 1 cc -fsanitize=undefined m.c helper.c
has err libclang_rt.ubsan_standalone.a
status 1 cc -fsanitize=address -c m.c
status 1 cc -fsanitize=thread m.c helper.c

status 1 cc --coverage m.c helper.c
has err libclang_rt.profile.a
status 0 cc --coverage -c m.c
[ -s m.gcno ] || fail "no m.gcno"
status 1 cc -fopenmp m.c helper.c
has err libomp.dll.a
status 0 cc -fopenmp-simd m.c helper.c
status 1 cc -pg m.c helper.c
has err gcrt0.o
status 0 cc -fstack-protector -fPIC -fPIE -fno-plt -fvisibility=hidden m.c helper.c
status 0 cc -pthread -pipe m.c helper.c

# With the library in place the feature links it.
root=$work/root
mkdir -p "$root/usr/lib"
cp "$sdk"/sysroot/usr/lib/* "$root/usr/lib/"
echo 'void __llvm_profile_runtime_user(void) {} int __llvm_profile_runtime;
void llvm_gcda_start_file(void) {} void llvm_gcda_emit_function(void) {} void llvm_gcda_emit_arcs(void) {}
void llvm_gcda_summary_info(void) {} void llvm_gcda_end_file(void) {} void llvm_gcov_init(void) {}
void *memset(void *p, int c, unsigned long n) { return p; }' >profile.c
cc -c profile.c
"$bin-ar" rcs "$root/usr/lib/libclang_rt.profile.a" profile.o
status 0 cc --sysroot="$root" --coverage m.c helper.c -o covered
[ -s covered-m.gcno ] && [ -s covered-helper.gcno ] || fail "notes of a one-step build: $(ls)"
echo 'int omp_part;' >omp.c
cc -c omp.c
"$bin-ar" rcs "$root/usr/lib/libomp.a" omp.o
status 0 cc --sysroot="$root" -fopenmp m.c helper.c -o parallel

# A partial link by GNU ld for PE, or the name of the package.
cc -c m.c helper.c
if command -v x86_64-w64-mingw32-ld >/dev/null; then
  status 0 cc -r m.o helper.o -o joined.o
  status 0 cc joined.o -o joined
  status 0 "$bin-ld" -r m.o helper.o -o joined2.o
  # Files as data, in the ways of GNU ld and objcopy.
  echo text >data.txt
  status 0 "$bin-ld" -r -b binary data.txt -o data.o
  status 0 "$bin-objcopy" -I binary -O pe-x86-64 -B i386:x86-64 data.txt data2.o
  echo 'extern char _binary_data_txt_start[]; int main(void) { return _binary_data_txt_start[0] != 116; }' >data.c
  status 0 cc data.c data.o -o data
  status 0 cc data.c data2.o -o data
  status 0 "$bin-dlltool" -z made.def --export-all-symbols helper.o
  has made.def helper
fi
mkdir path
for program in sh env sed grep cat rm; do ln -s "$(command -v $program)" path/; done
status 1 env PATH="$work/path" "$bin-gcc" -r m.o helper.o -o joined.o
has err binutils-mingw-w64-x86-64
status 1 env PATH="$work/path" "$bin-objcopy" -I binary -O pe-x86-64 m.c data.o
has err binutils-mingw-w64-x86-64
status 1 cc m.o -Wl,-b,binary m.c
status 0 "$bin-objcopy" -O pe-x86-64 m.o copy.o

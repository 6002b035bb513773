# SPDX-FileCopyrightText: The Tern authors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# Subject: options that mean something for ELF only are dropped, and -v says so.
. "$(dirname "$0")/lib.sh"
echo 'int main(void) { return 0; }' >m.c
echo '{ global: *; };' >versions
cc -c m.c
for flag in -Wl,-z,now -Wl,-z,relro -zdefs '-z now' -Wl,-soname,libx.so.1 -Wl,-soname=libx.so.1 -Wl,-h,libx.so \
  -Wl,--version-script=versions -Wl,--version-script,versions -Wl,--dynamic-list=versions -Wl,-Bsymbolic \
  -Wl,-Bsymbolic-functions -Wl,--as-needed -Wl,--no-as-needed -Wl,--no-undefined -Wl,-rpath,/usr/lib -Wl,-rpath=/x \
  -Wl,-rpath-link,/x -Wl,-R,/usr/lib -R/usr/lib -Wl,--enable-new-dtags -Wl,--hash-style=gnu -Wl,--eh-frame-hdr \
  -Wl,-O1 -Wl,--sort-common -Wl,--warn-common -Wl,--no-keep-memory -Wl,--allow-shlib-undefined \
  -Wl,-dynamic-linker,/lib/ld.so -Wl,--copy-dt-needed-entries -pie -no-pie -static-pie -Wl,-pie -Wl,--cref \
  -Wl,--trace -Wl,-x -Wl,--discard-all -symbolic -Wl,-plugin,x -Wl,--start-group,--end-group -fuse-linker-plugin \
  -rtlib=compiler-rt -unwindlib=libunwind -shared-libgcc -Wl,--fatal-warnings -Wl,--no-warn-mismatch; do
  case $flag in
  -Wl,-R,*) continue ;; # GNU ld takes a folder as -rpath; tested below
  esac
  # shellcheck disable=SC2086 # one entry holds two words
  status 0 cc m.o $flag -o m
  [ ! -s err ] || { cat err >&2; fail "a message without -v: $flag"; }
done
mkdir lib
status 0 cc m.o -Wl,-R,"$work/lib" -o m
status 0 cc -v m.o -Wl,-z,now -Wl,--version-script=versions -pie -o m
has err "note: '-z' has no meaning"
has err "note: '--version-script=versions' has no meaning"
has err "note: '-pie' has no meaning"
# What would change the program is refused.
status 1 cc m.o -Wl,-T,versions
status 1 cc m.o -Wl,-Ttext=0x1000
status 1 cc m.o -Wl,-m,elf_x86_64
status 1 cc m.o -Wl,--no-such-linker-option
# Another name for a symbol.
echo 'int real(void) { return 0; } int other(void); int main(void) { return other(); }' >alias.c
status 0 cc alias.c -Wl,--defsym=other=real
status 1 cc alias.c -Wl,--defsym=other=0x1000
has err 'only NAME=OTHER_NAME'
status 0 cc -Wl,--gc-sections -ffunction-sections alias.c -Wl,--defsym,other=real -Wl,--wrap,real2

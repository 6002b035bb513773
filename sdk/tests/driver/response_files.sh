# SPDX-FileCopyrightText: The Tern authors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# Subject: @file, and command lines that are longer than a process may get.
. "$(dirname "$0")/lib.sh"
mkdir 'a folder'
echo '#include WHERE
int main() { return VALUE; }' >'a folder/main file.c'
echo '#define VALUE 7' >'a folder/value.h'
cat >flags <<'END'
-D 'WHERE="value.h"'
-c "a folder/main file.c"   -o a\ folder/out.o
END
echo '@flags' >outer
status 0 cc @outer
[ -s 'a folder/out.o' ] || fail "no object"
status 1 cc @missing
has err '@missing: No such file or directory'
echo '@loop' >loop
status 1 cc @loop
has err 'too many @-files'
: >empty
status 1 cc @empty
has err 'no input files'

# For the linker, too, and what it names takes part in automatic export.
echo '__attribute__((weak)) int weak(void) { return 1; }' >weak.c
cc -c weak.c
echo weak.o >weak.rsp
status 0 cc -shared -Wl,@weak.rsp -o weak.dll
exports_of weak.dll
is_exported weak

# 1,500 objects of long names in one link, and one compile with 2 MB of macros.
echo 'int main() { return 0; }' >main.c
mkdir many
cc -c main.c -o main.o
echo 'static int unused;' >one.c
cc -c one.c -o one.o
long=$(printf '%0180d' 0)
i=0
while [ $i -lt 1500 ]; do
  ln one.o "many/$long$i.o"
  i=$((i + 1))
done
printf '%s\n' main.o many/*.o >objects
status 0 cc @objects -o many.exe
[ -s many.exe ] || fail "no program"
i=0
while [ $i -lt 12000 ]; do
  echo "-DMACRO_$long$i=$i"
  i=$((i + 1))
done >macros
status 0 cc @macros -c main.c

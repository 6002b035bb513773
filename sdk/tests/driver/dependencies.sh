# SPDX-FileCopyrightText: The Tern authors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# Subject: -M* and other side products of a call that compiles and links at once.
. "$(dirname "$0")/lib.sh"
echo '#include "part.h"
int main(void) { return 0; }' >m.c
: >part.h
status 0 cc -MD -c m.c
has m.d 'm.o: m.c part.h'
status 0 cc -MMD -MP -MF deps -MT target -c m.c -o other.o
has deps 'target: m.c part.h'
has deps 'part.h:'
status 0 cc -M m.c
has out 'm.o: m.c part.h'
status 0 cc -MMD m.c -o prog
has prog-m.d 'm.o: m.c part.h'
mkdir sub
status 0 cc -MMD m.c -o sub/prog.exe
[ -s sub/prog-m.d ] || fail "the dependency file does not lie beside the program"
status 0 cc -MMD -MF given m.c -o prog
has given 'm.o: m.c part.h'
status 0 cc -save-temps m.c -o saved
[ -s m.s ] || ls >&2

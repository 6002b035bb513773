# SPDX-FileCopyrightText: The Tern authors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# Subject: ccache takes the driver for a compiler: the second build of a file comes from the cache.
. "$(dirname "$0")/lib.sh"
command -v ccache >/dev/null || exit 77
export CCACHE_DIR="$work/cache" CCACHE_NOHASHDIR=1
unset CCACHE_BASEDIR CCACHE_COMPILERCHECK CCACHE_DISABLE
mkdir one two
for folder in one two; do
  echo '#define VALUE 7' >$folder/value.h
  printf '#include "value.h"\nint value(void) { return VALUE; }\n' >$folder/value.c
  (cd $folder && ccache "$bin-gcc" -O2 -MD -c value.c)
  [ -s $folder/value.d ] || fail "no dependency file"
done
cmp one/value.o two/value.o || fail "the cached object differs"
ccache --print-stats >stats
has stats "$(printf 'direct_cache_hit\t1')"
echo '#define VALUE 8' >two/value.h
(cd two && ccache "$bin-gcc" -O2 -MD -c value.c)
! cmp -s one/value.o two/value.o || fail "a changed header was not seen"

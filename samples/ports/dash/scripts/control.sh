# SPDX-FileCopyrightText: The Tern authors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
for i in 1 2 3 4 5; do [ $i -eq 2 ] && continue; [ $i -eq 4 ] && break; echo $i; done
i=0; while [ $i -lt 3 ]; do i=$((i+1)); echo w$i; done; until [ $i -eq 0 ]; do i=$((i-1)); done; echo $i
for o in a b; do for p in 1 2 3; do [ $p = 2 ] && continue 2; echo $o$p; done; done
case abc.txt in *.c) echo c;; a*|b*) echo ab;; *) echo other;; esac
case 'x y' in x\ y) echo blank;; esac; case '' in '') echo empty;; esac
if false; then echo no; elif true; then echo elif; else echo else; fi
true && echo and || echo or; false && echo and || echo or; ! false && echo not
{ echo group; exit_me() { return 3; }; exit_me; echo $?; }
(exit 7); echo $?; [ a = b ]; echo $?; test -d . -a ! -f . && echo dir

# SPDX-FileCopyrightText: The Tern authors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
test 10 -gt 9 && test abc != abd && test -n x && test -z '' && echo tests
touch u; test -e . && test -s /dev/null || echo null; [ u -nt nofile ] && echo newer; test -x /bin/sh && echo x
mkdir d; ln -s d l; ln u h; [ -d l ] && [ -L l ] && [ u -ef h ] && [ ! -f d ] && [ -c /dev/null ] && echo kinds
echo x >s; [ -s s ] && [ ! -s u ] && [ -r s ] && [ -w s ] && [ ! -x s ] && echo rights; [ -t 0 ]; echo $?
[ \( a = a -o b = c \) -a ! x = y ]; echo $?; test; echo $?; test 1 -eq x 2>/dev/null; echo $?

# SPDX-FileCopyrightText: The Tern authors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
function fib(n) { return n < 2 ? n : fib(n - 1) + fib(n - 2) }
function fill(a, n,  i) { for (i = 1; i <= n; i++) a[i] = i * i }
BEGIN { print fib(18); fill(q, 10); print q[10]; delete q[10]; print (10 in q), (9 in q); while (i < 3) { i++; if (i == 2) continue; print i } do { i-- } while (i > 0); print i
  m["x", 1] = 5; for (k in m) { split(k, p, SUBSEP); print p[1], p[2] } print 1e6, 0.1 + 0.2, 2 ^ 10, 7 % 3, -7 % 3, int(-3.7), "10" < "9", 10 < 9, 1 / 3
  print sin(1), cos(1), atan2(1, 2), exp(1), log(10), sqrt(2); exit 3 } END { print "end" }

# SPDX-FileCopyrightText: The Tern authors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
{ print length($0), substr($1, 2, 3), index($0, "r"), toupper($1), tolower("ABC") }
NR == 1 { s = $0; n = gsub(/[aeiou]/, "<&>", s); print n, s; sub(/l.*/, "X", s); print s; print match($0, /[0-9]+/), RSTART, RLENGTH }
NR == 2 { n = split("a:b::c", p, ":"); print n, p[1], p[4]; $2 = "changed"; print; NF = 2; print; print sprintf("%s-%s", $1, $2) }
/^c/, /^e/ { print NR ": range" } $3 ~ /^p/ && $2 > 30 { print "match", $1 }

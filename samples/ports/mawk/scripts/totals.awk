# SPDX-FileCopyrightText: The Tern authors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
{ n[$3]++; s[$3] += $4; if ($2 > max) { max = $2; who = $1 } }
END { for (c in n) print c, n[c], s[c] | "sort"; close("sort"); print who, max, NR, NF; printf "%.3f %5d|%-6s|%x %c\n", 3.14159, 42, "ab", 255, 65 }

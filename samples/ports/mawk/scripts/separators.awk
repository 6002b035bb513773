# SPDX-FileCopyrightText: The Tern authors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
BEGIN { FS = "[ .]+"; OFS = "-"; ORS = ";\n" } { $1 = $1; print } END { RS = ""; print substr("hello", 0, 3), substr("hello", -1), substr("hello", 4, 99); print length(), length("äö") > 1 }

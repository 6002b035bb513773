# SPDX-FileCopyrightText: The Tern authors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
BEGIN { while ((getline line < ARGV[1]) > 0) n++; print n; close(ARGV[1]); "echo from command" | getline x; print x; print (getline y < "/no/such/file")
  print "to a file" > "awk.tmp"; close("awk.tmp"); print "more" >> "awk.tmp"; close("awk.tmp"); while ((getline l < "awk.tmp") > 0) print "read", l; print system("exit 3"); system("rm awk.tmp")
  for (i = 0; i < 2000; i++) print i | "tail -n 1"; close("tail -n 1"); print "x y" | "cat 1>&2"; print ENVIRON["TZ"] }
END { print NR, FNR, FILENAME ~ /input.txt$/ }

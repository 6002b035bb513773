# SPDX-FileCopyrightText: The Tern authors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
(exit 5) & wait $!; echo $?
f() { echo job $1 >job$1; }; for i in 1 2 3 4; do f $i & done; wait; cat job1 job2 job3 job4
{ read x <&3; echo "read $x"; } 3<<X &
from here
X
wait; cat /dev/null & p=$!; wait $p; echo $?
wait 99999 2>/dev/null; echo $?
# Whether "Terminated" is said depends on who sees the end first, the next command or wait.
sh -c 'sleep 100' & p=$!; kill $p; wait $p 2>/dev/null; echo $?
(sh -c 'exit 2' & wait $!; echo inner $?)
mkfifo fifo && { echo through fifo >fifo & cat fifo; wait; }

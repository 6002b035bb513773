# SPDX-FileCopyrightText: The Tern authors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
trap 'echo exit trap' EXIT
trap 'echo got USR1' USR1
kill -USR1 $$; echo after
(trap 'echo sub exit' EXIT; exit 4); echo $?
sh -c 'kill -TERM $$'; echo $?
sh -c 'trap "echo caught; exit 6" TERM; kill -TERM $$; echo no'; echo $?
trap '' HUP; kill -HUP $$; echo ignored; trap - HUP
sh -c 'kill -9 $$'; echo $?
trap 'echo got USR2; done=1' USR2
(kill -USR2 $$) ; while [ -z "$done" ]; do :; done; trap
exit 3

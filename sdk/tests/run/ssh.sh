# SPDX-FileCopyrightText: The Tern authors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
. "$TESTS/lib.sh"
# TERN_RUN=ssh:HOST, with an sshd of our own on this machine in place of a Windows machine: its shell starts what would
# run there by the local runner.
sshd=$(PATH=$PATH:/usr/sbin:/sbin command -v sshd) || skip "no sshd here (package openssh-server)"
command -v ssh >/dev/null || skip "no ssh here (package openssh-client)"
[ "$(id -u)" -ne 0 ] || mkdir -p /run/sshd
there=$(mktemp -d /tmp/tern-ssh.XXXXXX) || exit 1 # no blank in it: sshd's configuration does not like them
chmod 700 "$there"
listens() { grep -qi " [0-9A-F]*:$(printf %04X "$1") [0-9A-F:]* 0A " /proc/net/tcp; }
port=$((20000 + $$ % 20000))
while listens "$port"; do port=$((port + 1)); done
ssh-keygen -q -t ed25519 -N '' -f "$there/host" && ssh-keygen -q -t ed25519 -N '' -f "$there/user" || exit 1
cp "$there/user.pub" "$there/authorized"
mkdir "$there/home"
cat >"$there/shell" <<SHELL
#!/bin/sh
unset TERN_RUN
cd '$there/home' || exit 1
printf '%s\n' "\$SSH_ORIGINAL_COMMAND" >>'$there/commands'
eval "\$(printf '%s\n' "\$SSH_ORIGINAL_COMMAND" | sed "s#exec \./#exec '$run' ./#")"
SHELL
chmod +x "$there/shell"
cat >"$there/config" <<CONFIG
Port $port
ListenAddress 127.0.0.1
HostKey $there/host
PidFile $there/pid
AuthorizedKeysFile $there/authorized
ForceCommand TERN_CACHE='${TERN_CACHE:-}' TERN_WINEPREFIX='${TERN_WINEPREFIX:-}' $there/shell
PasswordAuthentication no
StrictModes no
UsePAM no
PermitRootLogin yes
CONFIG
"$sshd" -f "$there/config" -E "$there/log" -D &
server=$!
trap 'kill "$server" 2>/dev/null; cd / && rm -rf -- "$work" "$there"' EXIT
tries=0
until listens "$port"; do
    tries=$((tries + 1))
    kill -0 "$server" 2>/dev/null && [ "$tries" -lt 200 ] || { cat "$there/log"; skip "sshd does not start here"; }
    sleep 0.05
done
TERN_SSH="ssh -F /dev/null -p $port -i $there/user -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null -o BatchMode=yes -o LogLevel=ERROR"
TERN_RUN=ssh:127.0.0.1
export TERN_SSH TERN_RUN
cp "$USER_OF_DLL" user.exe
cp "$DLL" cygprobe-1.dll
cp "$PROBE" probe.exe
check "status, with a DLL that goes along" 42 "$(status "$run" ./user.exe)"
[ ! -s err ] || cat err
nl='
'
check "arguments" '[a b]'"$nl"'[$HOME]'"$nl"'[it'"'"'s "x"]' "$("$run" ./probe.exe args 'a b' '$HOME' 'it'"'"'s "x"' | tr -d '\r')"
check "stdin and stdout" "through ssh" "$(echo through ssh | "$run" ./probe.exe cat | tr -d '\r')"
check "--env" "AB=c d" "$("$run" --env 'AB=c d' ./probe.exe env AB | tr -d '\r')"
check "nothing is left there" "" "$(ls "$there/home")"
check "the program ran there, not here" 0 "$(status grep -q 'exec ./.*probe.exe' "$there/commands")"
check "time is up" 124 "$(status "$run" --timeout 3 ./probe.exe hang)"
check "a host that does not answer" 125 "$(TERN_SSH='ssh -F /dev/null -p 1 -o BatchMode=yes' status "$run" ./probe.exe status 0)"
done_testing

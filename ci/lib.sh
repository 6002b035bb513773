# SPDX-FileCopyrightText: The Tern authors
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# Common parts of the sh scripts in ci/; sourced after $root is set.

TERN_CACHE=${TERN_CACHE:-${XDG_CACHE_HOME:-${HOME:-/tmp}/.cache}/tern}
export TERN_CACHE
logs=$root/build/logs

note() { printf '== %s\n' "$*"; }
die() { printf '\nFAILED: %s\n' "$*" >&2; exit 1; }

# Folders that are written to must be writable, and there must be room.
# $1 = folder, $2 = MB wanted
check_room() {
    mkdir -p -- "$1" 2>/dev/null && [ -w "$1" ] ||
        die "$1 cannot be written to (read-only file system, or another user's folder)"
    free=$(df -Pm -- "$1" | awk 'END { print $4 }')
    [ "$free" -ge "$2" ] || die "$1: $free MB are free, $2 MB are needed"
}

# run_step NAME LIMIT COMMAND...: one step with its own log. Prints a line when
# it starts and when it ends; while it runs, a line a minute with the last line
# of its log. A step that fails shows the end of its log, and ends the script.
# LIMIT is in seconds; past it the step's whole process group is killed.
run_step() {
    step_name=$1 step_limit=$2
    shift 2
    mkdir -p -- "$logs"
    step_log=$logs/$step_name.log
    printf '[%s] %s ... (log: %s)\n' "$(date +%H:%M:%S)" "$step_name" "$step_log"
    step_begin=$(date +%s)
    step_status=0
    watch_log "$step_log" &
    step_watcher=$!
    timeout -k 10 "$step_limit" "$@" </dev/null >"$step_log" 2>&1 || step_status=$?
    kill "$step_watcher" 2>/dev/null || :
    wait "$step_watcher" 2>/dev/null || :
    step_took=$(($(date +%s) - step_begin))
    if [ "$step_status" -ne 0 ]; then
        step_why="status $step_status"
        [ "$step_status" -ne 124 ] && [ "$step_status" -ne 137 ] || step_why="no end after $step_limit s"
        printf '%s\n' "---- the end of $step_log:" >&2
        tail -n 40 -- "$step_log" >&2
        [ -z "${step_keep_going:-}" ] || { printf 'FAILED: step %s (%s)\n' "$step_name" "$step_why" >&2; return 1; }
        die "step $step_name ($step_why). Command: $*
The whole log: $step_log. The same command again goes on from here."
    fi
    printf '[%s] %s done in %s s\n' "$(date +%H:%M:%S)" "$step_name" "$step_took"
}

# Its sleep must not outlive it: it would hold the caller's standard output open.
watch_log() {
    trap 'kill "$nap" 2>/dev/null; exit 0' TERM
    while :; do
        sleep 60 >/dev/null 2>&1 &
        nap=$!
        wait "$nap"
        printf '[%s]   %s\n' "$(date +%H:%M:%S)" "$(tail -n 1 -- "$1" 2>/dev/null | cut -c1-150)"
    done
}

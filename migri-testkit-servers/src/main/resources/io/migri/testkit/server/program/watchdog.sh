#!/bin/sh
# watchdog.sh DATA COMMAND...
# Runs a server and prints its process id. Ends it when its own standard input ends, which happens however the starter dies, and
# removes DATA then. A line on standard input names a signal to end the server with; DATA stays in that case.
data=$1
shift
exec 3<&0
"$@" </dev/null >&2 3<&- &
server=$!
# An interrupt from the terminal reaches the whole group; the starter's end is what counts here.
trap '' INT HUP TERM
echo "$server"

end_all() {
  # Stopped first, so that it starts no more children; PostgreSQL's go on for a while without it.
  kill -s STOP "$server" 2>/dev/null
  children=$(cat "/proc/$server/task/"*/children 2>/dev/null)
  kill -s KILL "$server" $children 2>/dev/null
  tries=0
  for child in $children; do
    # One that nobody reaps counts as gone.
    while grep -q '^State:.[^ZX]' "/proc/$child/status" 2>/dev/null && [ "$tries" -lt 250 ]; do
      sleep 0.02
      tries=$((tries + 1))
    done
  done
}

(
  if read -r signal; then
    : > "$data/.ended"
    if [ "$signal" = KILL ]; then end_all; else kill -s "$signal" "$server"; fi
  else
    : > "$data/.abandoned"
    end_all
  fi
) <&3 >/dev/null &
reader=$!

wait "$server"
if [ -e "$data/.ended" ] || [ -e "$data/.abandoned" ]; then
  wait "$reader"
else
  kill -s KILL "$reader"
fi
if [ -e "$data/.abandoned" ]; then rm -rf "$data"; fi

#!/usr/bin/env bash
# Does what a page of the documentation says, in the current directory: writes the files that it shows and runs its commands, in order and in one shell.
# usage: run-page.sh PAGE.md
#
#   ```sh blocks are run. The first command that fails ends the page; so does one that the page says fails, if it does not.
#   <!-- file: PATH -->     before a code block: the block is written to PATH.
#   <!-- ends with N -->    before a ```sh block: its exit code is N.
#   <!-- stop after N -->   before a ```sh block: Ctrl-C after N seconds, as a user would end it.
set -euo pipefail
page=$1
script=$(mktemp)
trap 'rm -rf "$script"' EXIT

awk '
  function quoted(text) { gsub(/\047/, "\047\\\047\047", text); return "\047" text "\047" }
  /^<!-- file: .* -->$/ { file = $0; sub(/^<!-- file: /, "", file); sub(/ -->$/, "", file); next }
  /^<!-- ends with [0-9]+ -->$/ { code = $4; next }
  /^<!-- stop after [0-9]+ -->$/ { seconds = $4; next }
  !inside && /^```/ {
    inside = 1; body = ""; kind = file != "" ? "file" : ($0 == "```sh" ? "sh" : "other"); next
  }
  inside && /^```$/ {
    inside = 0
    if (kind == "file") {
      printf "write %s <<\047END_OF_BLOCK\047\n%sEND_OF_BLOCK\n", quoted(file), body; blocks++
    } else if (kind == "sh") {
      printf "show %s\n", quoted(body); blocks++
      if (seconds != "") printf "stop_after %s %s\n", seconds, quoted(body)
      else if (code != "") printf "ends_with %s %s\n", code, quoted(body)
      else printf "%s", body
    }
    file = ""; code = ""; seconds = ""; next
  }
  inside { body = body $0 "\n" }
  END {
    if (inside) { print "a block of " FILENAME " does not end" > "/dev/stderr"; exit 1 }
    if (!blocks) { print FILENAME " has nothing to run" > "/dev/stderr"; exit 1 }
    print "echo \"page done\""
  }
' "$page" > "$script"

show() { printf '%s' "$1" | sed 's/^/$ /' >&2; }
write() { echo "> $1" >&2; mkdir -p "$(dirname "$1")"; cat > "$1"; }
ends_with() {
  local code=0
  bash -euo pipefail -c "$2" || code=$?
  if [ "$code" -ne "$1" ]; then echo "the page says that this ends with $1; it ended with $code" >&2; return 1; fi
}
# Ctrl-C reaches all processes of a terminal's foreground job; `timeout --foreground` would leave out the children.
stop_after() {
  local code=0
  timeout --signal=INT --kill-after=30 "$1" bash -euo pipefail -c "$2" || code=$?
  if [ "$code" -ne 124 ]; then echo "this was to go on until it is stopped; it ended by itself with $code" >&2; return 1; fi
}
export -f show write ends_with stop_after

bash -euo pipefail "$script" | tee >(cat >&2) | tail -n 1 | grep -qx "page done" || { echo "$page: a command failed" >&2; exit 1; }

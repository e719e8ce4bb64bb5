# shellcheck shell=bash disable=SC2034 # the scripts that read this use its variables
# Shared by the scripts of this folder: read it with `. .ci/lib.sh` from anywhere inside the clone. It goes to the root of
# the clone, knows where the tools are, and has the few words with which the scripts speak.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

# Tools stand outside the clone, so that a second clone builds nothing twice.
tools="${ATLAS_TOOLS:-${XDG_CACHE_HOME:-$HOME/.cache}/tongxin-atlas-tools}"
mkdir -p "$tools/bin" "$tools/log"
export PATH="$tools/bin:$PWD/end2end/node_modules/.bin:$PATH"
# What the set-up found out about the compiler, if there was anything to say.
if [ -f "$tools/env.sh" ]; then
  # shellcheck source=/dev/null
  . "$tools/env.sh"
fi
target_dir="${CARGO_TARGET_DIR:-target}"
atlas="$target_dir/release/atlas"

label=$(basename "$0")
started=$SECONDS
say() { printf '[%s %3ds] %s\n' "$label" $((SECONDS - started)) "$*"; }
fail() { printf '[%s] %s\n' "$label" "$*" >&2; exit 1; }

# logged NAME COMMAND…: runs a long step with its output in a log. Every half minute it says how far it is; the end of the
# log is shown only when the step fails.
logged() {
  local name=$1 log="$tools/log/$1.log" status=0 beat
  shift
  # The output of `sleep` goes nowhere, so that one left behind for some seconds never holds a pipe open.
  ( while sleep 30 >/dev/null 2>&1 && kill -0 $$ 2>/dev/null; do
      say "   still at $name: $(grep -cE '^ *(Compiling|Downloaded|Get:|Unpacking|Setting up)' "$log" || true) parts done"
    done ) &
  beat=$!
  "$@" >"$log" 2>&1 || status=$?
  kill "$beat" 2>/dev/null || true
  wait "$beat" 2>/dev/null || true
  if [ $status != 0 ]; then tail -n 25 "$log" >&2; fi
  return $status
}

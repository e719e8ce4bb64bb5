# shellcheck shell=bash disable=SC2154 # variables of lib.sh
# What the tests and the benchmarks start: PostgreSQL, a browser that can write Chinese, a load generator.

need_postgresql() {
  # Debian keeps the server's programs off PATH. The tests start a private cluster; nothing of the system's is touched.
  command -v initdb >/dev/null || compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || packages postgresql ||
    fail "PostgreSQL is missing (initdb, postgres). Install it and run this again."
}

need_chromium() {
  local browser
  for browser in "${CHROMIUM:-}" chromium chromium-browser google-chrome; do
    if [ -n "$browser" ] && command -v "$browser" >/dev/null; then break; fi
    browser=
  done
  [ -n "$browser" ] || packages chromium || fail "Chromium is missing. Install it, or name it in the variable CHROMIUM."
  command -v fc-list >/dev/null || packages fontconfig || fail "fc-list is missing. Install fontconfig and run this again."
  fc-list :lang=zh | grep -q . || packages fonts-noto-cjk || fail "No Chinese font was found. Install one, such as Noto Sans CJK."
}

need_wrk() { command -v wrk >/dev/null || packages wrk || fail "wrk is missing. Install it and run this again."; }

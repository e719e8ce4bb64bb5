# shellcheck shell=bash disable=SC2154 # variables of lib.sh
# What the tests and the benchmarks start or read with: PostgreSQL, a browser that can write Chinese, a load generator, and other
# programs' readers of workbooks, maps and PDF.

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

need_poppler() { command -v pdftotext >/dev/null || packages poppler-utils || fail "pdftotext is missing. Install poppler-utils and run this again."; }

# openpyxl reads workbooks, pyogrio (GDAL) reads GeoJSON. They stand in a folder of their own beside the other tools.
need_readers() {
  local python="$tools/readers/bin/python"
  if "$python" -c 'import openpyxl, pyogrio' 2>/dev/null; then return; fi
  say "installing openpyxl and pyogrio for reading files back"
  { python3 -m venv "$tools/readers" 2>/dev/null || { packages python3-venv && python3 -m venv --clear "$tools/readers"; }; } ||
    fail "A Python with venv is missing. Install python3-venv and run this again."
  logged readers "$python" -m pip install --disable-pip-version-check openpyxl==3.1.5 pyogrio==0.13.0 ||
    fail "openpyxl and pyogrio could not be installed."
}

need_wrk() { command -v wrk >/dev/null || packages wrk || fail "wrk is missing. Install it and run this again."; }

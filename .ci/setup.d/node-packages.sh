# shellcheck shell=bash disable=SC2154 # variables of lib.sh
# Tools and files from npm: wasm-opt (binaryen), Leaflet, Playwright and axe, in the versions of the lock file.

need_node_packages() {
  # A copy of the lock file stands beside what was installed from it: the same text means nothing to do.
  local kept=end2end/node_modules/.installed-lock.json
  if ! cmp -s end2end/package-lock.json "$kept"; then
    say "installing the packages of end2end/package-lock.json"
    # The browser is the system's; Playwright need not fetch its own.
    logged npm env -C end2end PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm ci --no-audit --no-fund ||
      fail "The packages of end2end/package-lock.json could not be installed."
    cp end2end/package-lock.json "$kept"
  fi
  # Leaflet is served by ourselves, under a path that carries its version, and is not kept in git.
  local version leaflet
  version=$(node -p "require('./end2end/node_modules/leaflet/package.json').version")
  leaflet=public/vendor/leaflet-$version
  if ! [ -f "$leaflet/LICENSE" ]; then
    rm -rf public/vendor/leaflet-*
    mkdir -p "$leaflet"
    cp end2end/node_modules/leaflet/dist/leaflet.js end2end/node_modules/leaflet/LICENSE "$leaflet/"
  fi
}

# shellcheck shell=bash disable=SC2154 # variables of lib.sh
# Packages of the system. Everything that can be had without them is: only the last resort asks for them.

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"
  elif command -v sudo >/dev/null; then sudo -n "$@"
  else return 1
  fi
}

apt_updated=
# packages NAME…: installs Debian packages, if this is a system that has them and we may.
packages() {
  command -v apt-get >/dev/null || return 1
  if [ -z "$apt_updated" ]; then
    logged apt-update as_root apt-get update -qq || return 1
    apt_updated=yes
  fi
  say "installing with apt-get: $*"
  logged "apt-$1" as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$@"
}

# at_least WANTED FOUND: compares two versions.
at_least() { [ "$(printf '%s\n%s\n' "$1" "$2" | sort -V | head -n 1)" = "$1" ]; }

# What the issue of a bare machine takes for granted, named one by one where it is not so.
need_basics() {
  local tool
  for tool in cargo rustc node npm; do
    command -v $tool >/dev/null || fail "$tool is missing. Install it and run this again."
  done
  command -v cc >/dev/null || packages gcc libc6-dev || fail "A C compiler is missing (cc). Install gcc and run this again."
  local node_version
  node_version=$(node -p process.versions.node)
  at_least 20.0.0 "$node_version" || fail "Node 20 or newer is needed; this is $node_version."
}

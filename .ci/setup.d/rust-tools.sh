# shellcheck shell=bash disable=SC2154 # variables of lib.sh
# Tools written in Rust: ready-made where they can be had, otherwise built. Debug builds: they run for seconds and take a
# quarter of the time to build.

# 0.3.11 needs Rust 1.96, one more than the oldest that the project takes.
CARGO_LEPTOS=0.3.10
CARGO_DENY=0.20.2
CARGO_MACHETE=0.9.2

# rust_tool PACKAGE VERSION COMMAND MINUTES FLAG…: flags are those of `cargo install`.
rust_tool() {
  local name=$1 version=$2 command=$3 minutes=$4
  shift 4
  # Any place on PATH will do, as long as the version is the one that was tried.
  if "$command" --version 2>/dev/null | grep -qwF "$version"; then return; fi
  if command -v cargo-binstall >/dev/null && logged "binstall-$name" timeout 300 \
    cargo binstall --no-confirm --disable-strategies compile --install-path "$tools/bin" "$name@$version" 2>/dev/null; then
    say "$name $version: ready-made"
    return
  fi
  say "building $name $version from source (about $minutes min on 2 cores; log: $tools/log/$name.log)"
  # One folder for all tools, so that what they share is compiled once.
  logged "$name" env CARGO_PROFILE_DEV_DEBUG=0 CARGO_TARGET_DIR="$tools/target" \
    cargo install "$name" --version "$version" --debug --force --root "$tools" "$@" || fail "$name could not be built."
  hash -r
}

need_rust_tools() {
  # wasm-bindgen's tool and library must be of one version: the lock file has the last word.
  local wasm_bindgen
  wasm_bindgen=$(sed -n '/^name = "wasm-bindgen"$/{n;s/version = "\(.*\)"/\1/p;}' Cargo.lock)
  rust_tool wasm-bindgen-cli "$wasm_bindgen" wasm-bindgen 2
  rust_tool cargo-leptos $CARGO_LEPTOS cargo-leptos 7 --locked --features no_downloads
}

need_check_tools() {
  # rustup's minimal profile leaves them out.
  local tool
  for tool in clippy rustfmt; do
    cargo "${tool/rustfmt/fmt}" --version >/dev/null 2>&1 || logged "rustup-$tool" rustup component add $tool ||
      fail "$tool is missing. Install it with: rustup component add $tool"
  done
  rust_tool cargo-deny $CARGO_DENY cargo-deny 5 --locked
  rust_tool cargo-machete $CARGO_MACHETE cargo-machete 1 --locked
}

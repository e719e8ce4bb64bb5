# shellcheck shell=bash disable=SC2154 # variables of lib.sh
# The Rust compiler with the standard library for WebAssembly.
#
# The ordinary way is rustup's target. Where rustup cannot download, Debian's compiler for web browsers brings the source
# of the library, from which the part for wasm32 is built once. Then that one compiler is used for everything, because
# with two each build would begin anew.

rust_wanted=$(sed -n 's/^rust-version = "\(.*\)"$/\1/p' Cargo.toml)
rust_version() { "$1" --version 2>/dev/null | cut -d ' ' -f 2 | cut -d - -f 1; }
recent_rust() { [ -x "$(command -v "$1")" ] && at_least "$rust_wanted" "$(rust_version "$1")"; }
wasm_library() { ls "$("$1" --print sysroot 2>/dev/null)"/lib/rustlib/wasm32-unknown-unknown/lib/libstd-*.rlib >/dev/null 2>&1; }

need_compiler() {
  if [ -L "$tools/bin/rustc" ] && recent_rust "$tools/bin/rustc" && wasm_library "$tools/bin/rustc"; then
    link_debian_compiler # an earlier set-up chose it
  elif unlink_compiler && recent_rust rustc && wasm_library rustc; then
    : # rustup's, with its target
  elif recent_rust rustc && rustup_target; then
    :
  else
    debian_compiler
  fi
  hash -r
  say "compiler: $(rustc --version)"
}

rustup_target() {
  command -v rustup >/dev/null || return 1
  say "adding the target wasm32-unknown-unknown with rustup"
  # Inside the clone, so that rustup takes the toolchain that will build it. Two tries at the most: where nothing can be
  # downloaded at all, there is another way.
  RUSTUP_MAX_RETRIES=1 logged rustup-target timeout 300 rustup target add wasm32-unknown-unknown 2>/dev/null && wasm_library rustc
}

# Links of an earlier set-up must not hide rustup's compiler when what they point to is gone or no longer fits.
unlink_compiler() {
  if [ -L "$tools/bin/rustc" ]; then find "$tools/bin" -type l -delete; fi
  rm -f "$tools/env.sh"
  hash -r
}

debian_compiler() {
  local advice="Install Rust $rust_wanted or newer with: rustup update stable && rustup target add wasm32-unknown-unknown"
  say "rustup cannot fetch the wasm32 target here; taking Debian's compiler and building the library from its source"
  # The library's source is the sign that these are the packages meant, and not the older compiler of the same system.
  if ! recent_rust /usr/bin/rustc || ! [ -d "$(/usr/bin/rustc --print sysroot)/lib/rustlib/src/rust/library" ]; then
    packages rustc-web cargo-web rust-web-src rust-web-clippy rustfmt-web || fail "No packages of a newer compiler either. $advice"
    recent_rust /usr/bin/rustc || fail "The system's compiler is older than $rust_wanted. $advice"
  fi
  wasm_library /usr/bin/rustc || build_wasm_library
  link_debian_compiler
}

link_debian_compiler() {
  local linker tool
  linker=$(find_wasm_linker) || fail "No linker for WebAssembly was found (rust-lld or wasm-ld)."
  ln -sf "$linker" "$tools/bin/$(basename "$linker")"
  for tool in rustc cargo rustdoc cargo-clippy clippy-driver cargo-fmt rustfmt; do
    if [ -x /usr/bin/$tool ]; then ln -sf /usr/bin/$tool "$tools/bin/$tool"; fi
  done
  echo "export CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER=$(basename "$linker")" >"$tools/env.sh"
}

# From the build of an empty crate the library's files are taken and put where the compiler looks for them.
build_wasm_library() {
  say "building the standard library for wasm32 from source (about 1 min)"
  local work library
  work=$(mktemp -d)
  mkdir "$work/src"
  : >"$work/src/lib.rs"
  printf '[package]\nname = "empty"\nversion = "0.0.0"\nedition = "2021"\n[workspace]\n' >"$work/Cargo.toml"
  logged wasm-library env -C "$work" -u CARGO_TARGET_DIR RUSTC_BOOTSTRAP=1 RUSTC=/usr/bin/rustc /usr/bin/cargo build --release \
    -Z build-std=std,panic_abort,proc_macro --target wasm32-unknown-unknown || fail "The library for wasm32 could not be built."
  library="$(/usr/bin/rustc --print sysroot)/lib/rustlib/wasm32-unknown-unknown/lib"
  { as_root mkdir -p "$library" && as_root cp "$work"/target/wasm32-unknown-unknown/release/deps/*.rlib "$library/"; } ||
    fail "The library for wasm32 could not be put into $library: root or sudo is needed."
  rm -rf "$work"
}

# Rust's own linker comes with rustup's toolchains; otherwise the newest one of the system.
find_wasm_linker() {
  local found
  found=$(find "${RUSTUP_HOME:-$HOME/.rustup}/toolchains" -name rust-lld -type f 2>/dev/null | sort -r | head -n 1)
  if [ -z "$found" ]; then
    found=$(command -v wasm-ld-22 || command -v rust-lld || command -v wasm-ld || true)
  fi
  if [ -z "$found" ]; then
    { packages lld-22 || packages lld; } >&2 || return 1
    found=$(command -v wasm-ld-22 || command -v wasm-ld) || return 1
  fi
  echo "$found"
}

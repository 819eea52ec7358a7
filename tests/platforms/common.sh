# What the scripts of this folder share. To be sourced, not run.
# shellcheck shell=bash

set -euo pipefail

repository=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
platforms=$repository/tests/fixtures/platforms
target=${CARGO_TARGET_DIR:-$repository/target}/platforms
export CARGO_TERM_COLOR=never CARGO_TERM_QUIET=true CARGO_INCREMENTAL=0

# What a program of the fixture prints when nothing is lost.
line='metrics deep hidden middle; commands double halve; limits four one three two; empty 0;'
line+=' kinds commands empty limits metrics unused; middle 2, double 42, entry! 3'

fail() {
    printf 'FAILED: %s\n' "$*" >&2
    exit 1
}

run() {
    printf '$ %s\n' "$*" >&2
    "$@"
}

# installs COMMAND PACKAGES..: if the command is missing
installs() {
    command -v "$1" >/dev/null || installs_packages "${@:2}"
}

installs_packages() {
    run apt-get -qq -o DPkg::Lock::Timeout=300 update
    run apt-get -qq -o DPkg::Lock::Timeout=300 install --yes --no-install-recommends "$@" >/dev/null
}

# uses_versions FIXTURE: the workspace's own versions of all dependencies
uses_versions() {
    cp "$repository/Cargo.lock" "$1/Cargo.lock"
}

# finds_all COMMAND..: it prints the line
finds_all() {
    local found
    found=$(run "$@") || fail "$* ended with an error"
    [[ ${found%$'\r'} == "$line" ]] || fail "$*"$'\n'"found  $found"$'\n'"not    $line"
}

# is_refused WORDS.. -- COMMAND..: it fails, and says all of the words
is_refused() {
    local words=() said
    while [[ $1 != -- ]]; do
        words+=("$1")
        shift
    done
    shift
    if said=$(run "$@" 2>&1); then
        fail "$* should not build"
    fi
    for word in "${words[@]}"; do
        [[ $said == *"$word"* ]] || fail "$* does not say '$word':"$'\n'"$said"
    done
}

# uses_target TRIPLE: sets `cargo` and `arguments` for builds for it; where rustup does not have it, with a standard library that is
# built from its sources by Rust 1.85 of Debian 12
uses_target() {
    unset RUSTC
    cargo=(cargo)
    arguments=(--target "$1")
    [[ -d $(rustc --print target-libdir --target "$1") ]] && return
    uses_debian_toolchain
    # what builds the standard library is not stable
    export RUSTC_BOOTSTRAP=1
    arguments+=(-Z build-std=std,panic_abort)
}

uses_debian_toolchain() {
    local version=1.85.0+dfsg3-1~deb12u3
    [[ $(dpkg-query --show --showformat='${Version}' rustc-web 2>&1) == "$version" ]] ||
        installs_packages {rustc-web,cargo-web,rust-web-src,libstd-rust-web-dev}=$version
    export RUSTC=/usr/bin/rustc
    cargo=(/usr/bin/cargo)
}

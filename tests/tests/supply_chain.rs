//! What `registry-core` brings into a program: licences, sources, packages that nobody looks after, build scripts.
//!
//! Nothing is asked of the network, so new advisories are not seen here: `cargo audit` or `cargo deny` look at those.

use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/..");

/// What a program may be made of without asking anybody.
const LICENCES: &[&str] = &["Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "ISC", "MIT", "Unicode-3.0", "Zlib"];

const CRATES_IO: &str = "registry+https://github.com/rust-lang/crates.io-index";

/// Packages with an advisory that nobody will mend, and what is there in their place.
const ABANDONED: &[(&str, &str)] = &[
    ("ansi_term", "RUSTSEC-2021-0139: use `anstyle`"),
    ("atty", "RUSTSEC-2021-0145 and RUSTSEC-2024-0375: use `std::io::IsTerminal`"),
    ("derivative", "RUSTSEC-2024-0388: write the implementation"),
    ("dotenv", "RUSTSEC-2021-0141: use `dotenvy`"),
    ("instant", "RUSTSEC-2024-0384: use `web-time`"),
    ("paste", "RUSTSEC-2024-0436: use `pastey`"),
    ("proc-macro-error", "RUSTSEC-2024-0370: use `syn::Error`"),
    ("serde_yaml", "not maintained: use `saphyr-parser`"),
    ("yaml-rust", "RUSTSEC-2024-0320: use `saphyr-parser`"),
];

/// `cargo metadata` of the workspace for this platform, with all features.
fn metadata() -> Value {
    let host = Command::new(std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into()))
        .args(["--print", "host-tuple"])
        .output()
        .expect("rustc runs");
    let host = String::from_utf8(host.stdout).expect("a target is text");
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version=1", "--all-features", "--locked", "--filter-platform", host.trim()])
        .current_dir(ROOT)
        .output()
        .expect("cargo runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("cargo writes JSON")
}

fn text<'a>(value: &'a Value, field: &str) -> &'a str {
    value[field].as_str().unwrap_or_default()
}

fn list<'a>(value: &'a Value, field: &str) -> &'a [Value] {
    value[field].as_array().map_or(&[], Vec::as_slice)
}

/// The packages that a program with `registry-core` is built from, itself included.
fn needed(metadata: &Value) -> Vec<&Value> {
    let packages: BTreeMap<&str, &Value> =
        list(metadata, "packages").iter().map(|package| (text(package, "id"), package)).collect();
    let nodes: BTreeMap<&str, &Value> =
        list(&metadata["resolve"], "nodes").iter().map(|node| (text(node, "id"), node)).collect();
    let root = packages.values().find(|package| text(package, "name") == "registry-core").expect("it is a member");
    let mut waiting = vec![text(root, "id")];
    let mut seen = BTreeSet::new();
    while let Some(id) = waiting.pop() {
        if seen.insert(id) {
            waiting.extend(list(nodes[id], "deps").iter().filter(|dep| is_needed(dep)).map(|dep| text(dep, "pkg")));
        }
    }
    seen.into_iter().map(|id| packages[id]).collect()
}

/// Not for tests alone.
fn is_needed(dependency: &Value) -> bool {
    list(dependency, "dep_kinds").iter().any(|kind| kind["kind"] != "dev" && kind["target"] != "cfg(shuttle)")
}

/// Whether one of the choices that an SPDX expression leaves is allowed.
fn is_allowed(expression: &str) -> bool {
    let spaced = expression.replace('/', " OR ").replace('(', " ( ").replace(')', " ) ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut words = words.as_slice();
    any_of(&mut words) && words.is_empty()
}

fn any_of(words: &mut &[&str]) -> bool {
    let mut allowed = all_of(words);
    while let ["OR", rest @ ..] = words {
        *words = rest;
        allowed |= all_of(words);
    }
    allowed
}

fn all_of(words: &mut &[&str]) -> bool {
    let mut allowed = one(words);
    while let ["AND", rest @ ..] = words {
        *words = rest;
        allowed &= one(words);
    }
    allowed
}

fn one(words: &mut &[&str]) -> bool {
    match words {
        ["(", rest @ ..] => {
            *words = rest;
            let allowed = any_of(words);
            let closed = words.first() == Some(&")");
            *words = words.get(1..).unwrap_or_default();
            allowed && closed
        }
        // an exception permits more, but has to be read first
        [_, "WITH", _, rest @ ..] => {
            *words = rest;
            false
        }
        [licence, rest @ ..] => {
            *words = rest;
            LICENCES.contains(licence)
        }
        [] => false,
    }
}

#[test]
fn licences_are_understood() {
    for (expression, expected) in [
        ("MIT", true),
        ("MIT/Apache-2.0", true),
        ("GPL-3.0", false),
        ("GPL-3.0 OR MIT", true),
        ("GPL-3.0 AND MIT", false),
        ("(MIT OR Apache-2.0) AND Unicode-3.0", true),
        ("(MIT OR GPL-3.0) AND (GPL-3.0 OR BSD-3-Clause)", true),
        ("Apache-2.0 WITH LLVM-exception", false),
        ("Apache-2.0 WITH LLVM-exception OR MIT", true),
        ("(MIT", false),
        ("MIT)", false),
        ("", false),
    ] {
        assert_eq!(is_allowed(expression), expected, "{expression}");
    }
}

#[test]
fn every_licence_is_allowed() {
    let metadata = metadata();
    let needed = needed(&metadata);
    assert!(needed.len() > 20, "all features need more than {} packages", needed.len());
    let refused: Vec<String> = needed
        .iter()
        .filter(|package| !is_allowed(text(package, "license")))
        .map(|package| {
            format!("{} {}: {:?}", text(package, "name"), text(package, "version"), text(package, "license"))
        })
        .collect();
    assert!(refused.is_empty(), "not among {LICENCES:?}: {refused:#?}");
}

#[test]
fn our_packages_have_no_build_script() {
    let metadata = metadata();
    for package in list(&metadata, "packages").iter().filter(|package| package["source"].is_null()) {
        let scripts =
            list(package, "targets").iter().filter(|target| list(target, "kind").contains(&"custom-build".into()));
        assert_eq!(scripts.count(), 0, "{} has a build script", text(package, "name"));
    }
}

/// From the lock file, which has the packages of all platforms.
#[test]
fn every_package_is_from_crates_io_and_looked_after() {
    let lock: toml::Table = std::fs::read_to_string(format!("{ROOT}/Cargo.lock")).unwrap().parse().unwrap();
    let packages = lock["package"].as_array().unwrap();
    assert!(packages.len() > 20, "the lock file has {} packages", packages.len());
    for package in packages {
        let name = package["name"].as_str().unwrap();
        // those of the workspace have no source
        if let Some(source) = package.get("source") {
            assert_eq!(source.as_str(), Some(CRATES_IO), "{name}");
            assert!(package.get("checksum").is_some(), "{name} has no checksum");
        }
        if let Some((_, advisory)) = ABANDONED.iter().find(|(abandoned, _)| *abandoned == name) {
            panic!("{name} is abandoned: {advisory}");
        }
    }
}

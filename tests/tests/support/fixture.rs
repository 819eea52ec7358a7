//! Builds the crates in `tests/fixtures` with cargo, without the network.

#![allow(dead_code, reason = "each test binary uses what it needs")]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// What building or running the fixture gave.
pub struct Outcome {
    pub success: bool,
    pub stdout: String,
    pub stderr: String,
}

/// `cargo COMMAND` in the fixture `name`, on the backend that these tests run on.
pub fn cargo(command: &str, name: &str) -> Outcome {
    cargo_with(command, name, &[])
}

/// The same with more arguments.
pub fn cargo_with(command: &str, name: &str, arguments: &[&str]) -> Outcome {
    run(prepared(name).arg(command).args(common()).args(arguments))
}

/// `cargo COMMAND` in the folder of a package, on the backend that these tests run on; `path` is from the root of the repository.
pub fn cargo_in(path: &str, command: &[&str]) -> Outcome {
    let (command, more) = command.split_first().expect("the command comes first");
    run(prepared(&format!("../../{path}")).arg(command).args(common()).args(more))
}

/// A file that was built in any fixture.
pub fn built(file: &str) -> PathBuf {
    target(Path::new(env!("CARGO_MANIFEST_DIR"))).join("debug").join(file)
}

/// Runs a program.
pub fn run(command: &mut Command) -> Outcome {
    let Output { status, stdout, stderr } = command.output().expect("the program runs");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    Outcome { success: status.success(), stdout: text(&stdout), stderr: text(&stderr) }
}

/// The source of an example of the fixture after all macros are expanded.
pub fn expand(name: &str, example: &str) -> Outcome {
    run(prepared(name)
        // the compiler's flag for this is not stable
        .env("RUSTC_BOOTSTRAP", "1")
        .args(["rustc", "--profile", "check", "--example", example])
        .args(common())
        .args(["--", "-Zunpretty=expanded"]))
}

fn prepared(name: &str) -> Command {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    let fixture = package.join("fixtures").join(name);
    copy_lock_file(&package.join("../Cargo.lock"), &fixture);
    let mut cargo = Command::new(env!("CARGO"));
    cargo
        .current_dir(&fixture)
        .env("CARGO_TARGET_DIR", target(package))
        .env_remove("RUSTFLAGS")
        .env_remove("CARGO_ENCODED_RUSTFLAGS");
    cargo
}

/// The versions of the workspace: they are on this machine already. In one step, because another test may read it just now.
fn copy_lock_file(from: &Path, fixture: &Path) {
    let copy = fixture.join(format!("Cargo.lock.{:?}", std::thread::current().id()));
    std::fs::copy(from, &copy).expect("the workspace has a lock file");
    std::fs::rename(&copy, fixture.join("Cargo.lock")).expect("both are in one folder");
}

fn common() -> &'static [&'static str] {
    if cfg!(feature = "linkme") { &["--quiet", "--offline", "--features", "linkme"] } else { &["--quiet", "--offline"] }
}

/// One folder for all fixtures, so that the framework is compiled once for them; next to the workspace's own.
fn target(package: &Path) -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| package.join("../target"), PathBuf::from).join("fixtures")
}

//! Builds the crates in `tests/fixtures` with cargo, without the network.

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
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    let fixture = package.join("fixtures").join(name);
    // the versions of the workspace: they are on this machine already
    std::fs::copy(package.join("../Cargo.lock"), fixture.join("Cargo.lock")).expect("the workspace has a lock file");
    let mut cargo = Command::new(env!("CARGO"));
    cargo
        .args([command, "--quiet", "--offline"])
        .current_dir(&fixture)
        .env("CARGO_TARGET_DIR", target(package))
        .env_remove("RUSTFLAGS")
        .env_remove("CARGO_ENCODED_RUSTFLAGS");
    if cfg!(feature = "linkme") {
        cargo.args(["--features", "linkme"]);
    }
    outcome(&cargo.output().expect("cargo runs"))
}

/// One folder for all fixtures, so that the framework is compiled once for them; next to the workspace's own.
fn target(package: &Path) -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| package.join("../target"), PathBuf::from).join("fixtures")
}

fn outcome(output: &Output) -> Outcome {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    Outcome { success: output.status.success(), stdout: text(&output.stdout), stderr: text(&output.stderr) }
}

//! The compiler whose words are in the snapshots.

use std::process::Command;

/// Whether this is the compiler that the snapshots were made with. Messages and expansions differ between compilers, so on
/// another one there is nothing to compare; the test says so and leaves it at that.
pub fn has_the_words_of_the_snapshots() -> bool {
    const VERSION: &str = "rustc 1.95.";
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let output = Command::new(rustc).arg("--version").output().expect("rustc runs");
    let version = String::from_utf8_lossy(&output.stdout).into_owned();
    let same = version.starts_with(VERSION);
    if !same {
        eprintln!("not compared: the snapshots are of {VERSION}x, this is {version}");
    }
    same
}

//! Runs the real program.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

pub(crate) fn evalkit(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_evalkit")).args(arguments).output().unwrap()
}

/// What it prints when all is well.
#[track_caller]
pub(crate) fn printed(arguments: &[&str]) -> String {
    let Output { status, stdout, stderr } = evalkit(arguments);
    assert_eq!(String::from_utf8_lossy(&stderr), "");
    assert_eq!(status.code(), Some(0));
    String::from_utf8(stdout).unwrap()
}

pub(crate) fn data(file: &str) -> String {
    let path: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).join("../data").join(file);
    path.to_str().unwrap().to_owned()
}

//! Runs the real program.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

pub(crate) fn evalkit(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_evalkit")).args(arguments).output().unwrap()
}

/// The lines of standard error, when nothing else comes of it.
#[track_caller]
pub(crate) fn complaints(arguments: &[&str]) -> Vec<String> {
    let Output { status, stdout, stderr } = evalkit(arguments);
    assert_eq!((status.code(), String::from_utf8_lossy(&stdout).as_ref()), (Some(2), ""));
    String::from_utf8(stderr).unwrap().lines().map(str::to_owned).collect()
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

pub(crate) fn config(file: &str) -> String {
    let path: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).join("../configs").join(file);
    path.to_str().unwrap().to_owned()
}

/// A file of one test alone.
pub(crate) fn own_file(name: &str, content: impl AsRef<[u8]>) -> String {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(&path, content).unwrap();
    path.to_str().unwrap().to_owned()
}

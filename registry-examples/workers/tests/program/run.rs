//! Runs the real program.

use std::io::Write;
use std::process::{Command, Output, Stdio};

pub(crate) const WORKERS: &str = env!("CARGO_BIN_EXE_workers");
pub(crate) const OLDER: &str = env!("CARGO_BIN_EXE_workers-older");
pub(crate) const FAULTY: &str = env!("CARGO_BIN_EXE_workers-faulty");

pub(crate) fn output(program: &str, arguments: &[&str], lines: &str) -> Output {
    let mut command = Command::new(program);
    command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut program = command.env("RUST_BACKTRACE", "0").spawn().unwrap();
    // what is wrong may be said before anything is read
    let _ = program.stdin.take().unwrap().write_all(lines.as_bytes());
    program.wait_with_output().unwrap()
}

/// What it prints when all is well.
#[track_caller]
pub(crate) fn printed(arguments: &[&str], lines: &str) -> String {
    let Output { status, stdout, stderr } = output(WORKERS, arguments, lines);
    assert_eq!((String::from_utf8_lossy(&stderr).as_ref(), status.code()), ("", Some(0)));
    String::from_utf8(stdout).unwrap()
}

/// What it says when nothing comes of it.
#[track_caller]
pub(crate) fn complaint(arguments: &[&str], lines: &str) -> String {
    let Output { status, stdout, stderr } = output(WORKERS, arguments, lines);
    let stderr = String::from_utf8(stderr).unwrap();
    assert_eq!((status.code(), String::from_utf8_lossy(&stdout).as_ref()), (Some(2), ""), "{stderr}");
    stderr
}

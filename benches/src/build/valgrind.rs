//! Programs under valgrind, where it is installed.

use std::error::Error;
use std::ffi::OsStr;
use std::fs;
use std::path::Path;
use std::process::Command;

pub(super) fn is_installed() -> bool {
    Command::new("valgrind").arg("--version").output().is_ok_and(|output| output.status.success())
}

/// How many instructions a program executes from its first to its last, with those of the dynamic linker.
#[allow(clippy::cast_precision_loss, reason = "programs here are shorter than that")]
pub(super) fn instructions(program: &Path) -> Result<f64, Box<dyn Error>> {
    let file = program.with_extension("callgrind");
    let output_file = format!("--callgrind-out-file={}", file.display());
    run(&["--tool=callgrind".as_ref(), output_file.as_ref(), program.as_ref()])?;
    let profile = fs::read_to_string(&file)?;
    let total = profile.lines().find_map(|line| line.strip_prefix("totals:").or(line.strip_prefix("summary:")));
    let total: u64 = total.ok_or("callgrind gives no total")?.trim().parse()?;
    Ok(total as f64)
}

/// Every instruction that a program executes, and every access to memory, as `lackey` writes them; and what it printed.
pub(super) fn trace(program: &Path) -> Result<(String, String), Box<dyn Error>> {
    let file = program.with_extension("trace");
    let output_file = format!("--log-file={}", file.display());
    let printed = run(&["--tool=lackey".as_ref(), "--trace-mem=yes".as_ref(), output_file.as_ref(), program.as_ref()])?;
    Ok((fs::read_to_string(&file)?, printed))
}

/// What the program printed.
fn run(arguments: &[&OsStr]) -> Result<String, Box<dyn Error>> {
    let output = Command::new("valgrind").args(arguments).output()?;
    if !output.status.success() {
        return Err(format!("valgrind {arguments:?}:\n{}", String::from_utf8_lossy(&output.stderr)).into());
    }
    Ok(String::from_utf8(output.stdout)?)
}

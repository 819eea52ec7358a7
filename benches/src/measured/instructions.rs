//! Counts instructions with `callgrind`.

use std::error::Error;
use std::path::Path;
use std::process::Command;

/// How many instructions a program is, from its start to its end.
pub(crate) fn of(program: &Path, arguments: &[&str]) -> Result<f64, Box<dyn Error>> {
    let output = Command::new("valgrind")
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .arg(program)
        .args(arguments)
        .output()
        .map_err(|error| {
            format!("valgrind does not start ({error}): install it, for example with `apt-get install valgrind`")
        })?;
    let said = String::from_utf8_lossy(&output.stderr);
    if !output.status.success() {
        return Err(format!("{} failed:\n{said}", program.display()).into());
    }
    let counted = said.lines().find_map(|line| line.split_once("Collected : "));
    let (_, counted) = counted.ok_or_else(|| format!("valgrind counted nothing:\n{said}"))?;
    Ok(counted.trim().parse()?)
}

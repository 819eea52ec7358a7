//! Programs under valgrind.

use std::error::Error;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

pub(crate) fn is_installed() -> bool {
    Command::new("valgrind").arg("--version").output().is_ok_and(|output| output.status.success())
}

/// How many instructions a program executes from its first to its last, with those of the dynamic linker.
pub(crate) fn instructions(program: &Path, arguments: &[&str]) -> Result<f64, Box<dyn Error>> {
    let output = run(&["--tool=callgrind", "--callgrind-out-file=/dev/null"], program, arguments)?;
    let said = String::from_utf8_lossy(&output.stderr);
    let counted = said.lines().find_map(|line| line.split_once("Collected : "));
    let (_, counted) = counted.ok_or_else(|| format!("valgrind counted nothing:\n{said}"))?;
    Ok(counted.trim().parse()?)
}

/// Every instruction that a program executes, and every access to memory, as `lackey` writes them; and what it printed.
pub(crate) fn trace(program: &Path) -> Result<(String, String), Box<dyn Error>> {
    let file = program.with_extension("trace");
    let output_file = format!("--log-file={}", file.display());
    let output = run(&["--tool=lackey", "--trace-mem=yes", &output_file], program, &[])?;
    Ok((fs::read_to_string(&file)?, String::from_utf8(output.stdout)?))
}

fn run(options: &[&str], program: &Path, arguments: &[&str]) -> Result<Output, Box<dyn Error>> {
    let output = Command::new("valgrind").args(options).arg(program).args(arguments).output().map_err(|error| {
        format!("valgrind does not start ({error}): install it, for example with `apt-get install valgrind`")
    })?;
    if !output.status.success() {
        return Err(format!("{} failed:\n{}", program.display(), String::from_utf8_lossy(&output.stderr)).into());
    }
    Ok(output)
}

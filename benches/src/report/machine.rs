//! What the figures were measured on.

use std::error::Error;
use std::fs;
use std::process::Command;
use std::thread;

/// "2 cores of AMD EPYC, rustc 1.95.0".
pub(super) fn description() -> Result<String, Box<dyn Error>> {
    let cores = thread::available_parallelism()?;
    let compiler = Command::new("rustc").arg("--version").output().map_err(|error| format!("rustc: {error}"))?;
    let compiler = String::from_utf8(compiler.stdout)?;
    Ok(format!("{cores} cores of {}, {}", processor(), compiler.trim()))
}

fn processor() -> String {
    let known = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let name = known.lines().find_map(|line| line.strip_prefix("model name")?.split_once(':'));
    name.map_or("an unknown processor", |(_, name)| name.trim()).to_owned()
}
